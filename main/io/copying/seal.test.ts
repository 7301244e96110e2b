import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { identityOf } from '../looking/identity.ts'
import { sealAll, type Sealed, type SealRequest } from './seal.ts'

const sizes = [0, 1, 4096, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3 * 2 ** 20]
const requestIn = (folder: string) => ({
  from: join(folder, '.mr-0123456789-w.0'),
  folder,
  attempt: '.mr-0123456789-0',
  flush: false,
})
const nothingKept = { times: false, mode: false }

/** The original, as it stands now. */
function asNow(path: string) {
  return { path, planned: identityOf(statSync(path, { bigint: true })) }
}

/** An original that nothing is kept of. */
const some = { ...asNow(import.meta.filename), ...nothingKept }

/** Of all of them; throws the fault of the first that failed. */
async function sealed(requests: SealRequest[]): Promise<Sealed[]> {
  return (await sealAll(requests)).map((outcome) => {
    if (outcome.ok) return outcome.value
    throw Fault.fromWire(outcome.fault)
  })
}

test('results of any size are taken over under their new names and hashed', async () => {
  using root = temporaryFolder()
  const contents = sizes.map((size) => `${size}`.repeat(size).slice(0, size))
  writeTree(root.path, Object.fromEntries(contents.map((content, at) => [`.mr-0123456789-w.${at}`, content])))
  const like = some
  const results = await sealed(
    sizes.map((sizeBytes, at) => {
      const from = join(root.path, `.mr-0123456789-w.${at}`)
      return { from, sizeBytes, folder: root.path, attempt: `.mr-0123456789-${at}`, like, flush: at % 2 === 0 }
    }),
  )
  assert.deepEqual(
    results.map(({ sha256 }) => sha256),
    contents.map((content) => createHash('sha256').update(content).digest('hex')),
  )
  assert.deepEqual(
    Object.keys(readTree(root.path)).toSorted(),
    sizes.map((_, at) => `.mr-0123456789-${at}`),
  )
})

test('a result that has not the size it should have is wrong, and does not stay', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { '.mr-0123456789-w.0': 'cut' })
  const like = some
  const request = { ...requestIn(root.path), sizeBytes: 4, like }
  await assert.rejects(
    sealed([request]),
    (error) =>
      error instanceof Fault && error.code === 'result-wrong' && /should have 4 bytes and has 3/.test(error.why),
  )
  assert.deepEqual(readTree(root.path), {})
})

test('of several results one that cannot be taken over is the only one that fails, whether they are to be flushed or not', async () => {
  for (const flush of [false, true]) {
    using root = temporaryFolder()
    const from = (at: number) => join(root.path, `.mr-0123456789-w.${at}`)
    writeTree(root.path, { '.mr-0123456789-w.0': 'a', '.mr-0123456789-w.2': 'c' })
    const like = some
    const requests = [0, 1, 2].map((at) => ({ ...requestIn(root.path), from: from(at), sizeBytes: 1, like, flush }))
    const outcomes = await sealAll(requests.map((request, at) => ({ ...request, attempt: `.mr-0123456789-${at}` })))
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.ok ? 'sealed' : outcome.fault.code)),
      ['sealed', 'file-missing', 'sealed'],
    )
    assert.deepEqual(readTree(root.path), { '.mr-0123456789-0': 'a', '.mr-0123456789-2': 'c' })
  }
})

test('an original that has gone meanwhile is what the fault names, and its result does not stay', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { '.mr-0123456789-w.0': 'new' })
  const path = join(root.path, 'original')
  const like = { path, planned: some.planned, times: true, mode: true }
  const sealing = sealed([{ ...requestIn(root.path), sizeBytes: 3, like }])
  await assert.rejects(sealing, { code: 'file-missing', subject: path })
  assert.deepEqual(readTree(root.path), {})
})

test('a result whose original was written to since it was read does not stay, and the others of the call do', async () => {
  using root = temporaryFolder()
  const names = ['original', 'another']
  writeTree(root.path, { original: 'old', another: 'old', '.mr-0123456789-w.0': 'a', '.mr-0123456789-w.1': 'b' })
  const requests = names.map((name, at) => ({
    ...requestIn(root.path),
    from: join(root.path, `.mr-0123456789-w.${at}`),
    attempt: `.mr-0123456789-${at}`,
    sizeBytes: 1,
    like: { ...asNow(join(root.path, name)), ...nothingKept },
  }))
  writeTree(root.path, { original: 'newer' })
  const [changed, other] = await sealAll(requests)
  assert.ok(changed?.ok === false && other?.ok)
  const { code, subject } = changed.fault
  assert.deepEqual([code, subject], ['original-changed', join(root.path, 'original')])
  assert.deepEqual(readTree(root.path), { original: 'newer', another: 'old', '.mr-0123456789-1': 'b' })
})

test('what is kept of the original is what the result and its identity have', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { original: 'old', '.mr-0123456789-w.0': 'new' })
  const path = join(root.path, 'original')
  chmodSync(path, 0o640)
  utimesSync(path, 1_000_000, 1_000_000)
  const like = { ...asNow(path), times: true, mode: true }
  const [result] = await sealed([{ ...requestIn(root.path), sizeBytes: 3, like }])
  const found = lstatSync(join(root.path, '.mr-0123456789-0'), { bigint: true })
  const mode = statSync(join(root.path, '.mr-0123456789-0')).mode & 0o777
  assert.equal(mode, process.platform === 'win32' ? 0o666 : 0o640)
  assert.equal(found.mtimeNs, 1_000_000n * 1_000_000_000n)
  assert.equal(result?.identity.mtimeNs, String(found.mtimeNs))
})

test('a result is open to nobody who may not see the original', { skip: process.platform === 'win32' }, async () => {
  using root = temporaryFolder()
  for (const original of [0o600, 0o640, 0o755]) {
    writeTree(root.path, { original: 'old', '.mr-0123456789-w.0': 'new' })
    chmodSync(join(root.path, 'original'), original)
    const like = { ...asNow(join(root.path, 'original')), ...nothingKept }
    await sealed([{ ...requestIn(root.path), sizeBytes: 3, like }])
    assert.equal(statSync(join(root.path, '.mr-0123456789-0')).mode & 0o777, original & 0o666 & ~process.umask())
  }
})

test('a result that has a time of its own keeps that instead, also one before 1970', async () => {
  using root = temporaryFolder()
  // Of a time before 1970 Node for Windows says that it is 136 years later.
  const before1970 = process.platform === 'win32' ? 86_400_500 : -86_400_500
  for (const modifiedMs of [before1970, 0, 4_000_000_000_000]) {
    writeTree(root.path, { original: 'old', '.mr-0123456789-w.0': 'new' })
    const like = { ...asNow(join(root.path, 'original')), times: true, mode: false, modifiedMs }
    await sealed([{ ...requestIn(root.path), sizeBytes: 3, like }])
    assert.equal(statSync(join(root.path, '.mr-0123456789-0')).mtimeMs, modifiedMs)
  }
})

test('a result whose disk has gone is not brought to where the disk was, and no folder is made there', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'scratch/.mr-0123456789-w.0': 'new', 'mount/.keep': '' })
  const [from, mount] = [join(root.path, 'scratch/.mr-0123456789-w.0'), join(root.path, 'mount')]
  const like = some
  const request = {
    from,
    sizeBytes: 3,
    folder: join(mount, 'below'),
    mount,
    attempt: '.mr-0123456789-0',
    like,
    flush: false,
  }
  await assert.rejects(sealed([request]), { code: 'volume-gone' })
  assert.deepEqual(readTree(root.path), { 'scratch/.mr-0123456789-w.0': 'new', 'mount/.keep': '' })
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { chunkBytes } from './copied-chunks.ts'
import { copyAll } from './copy-all.ts'
import type { CopyRequest } from './copy-request.ts'
import { identityOf } from '../looking/identity.ts'

function request(root: string, name: string, more: Partial<CopyRequest> = {}): CopyRequest {
  const source = join(root, name)
  const planned = identityOf(statSync(source, { bigint: true }))
  return {
    source,
    planned,
    folder: join(root, 'out'),
    attempt: `.mr-0123456789-${name}`,
    keepTimes: false,
    keepMode: false,
    ...more,
  }
}

test('a copy has the bytes, their hash, and the source as it was', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  const [outcome] = await copyAll([request(root.path, 'a.txt')])
  assert.equal(outcome?.ok && outcome.value.sha256, createHash('sha256').update('hello').digest('hex'))
  assert.deepEqual(readTree(root.path), { 'a.txt': 'hello', 'out/.mr-0123456789-a.txt': 'hello' })
})

test('a source that changed since it was planned is not copied, and the others go on', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello', 'b.txt': 'there' })
  const requests = [request(root.path, 'a.txt'), request(root.path, 'b.txt')]
  writeFileSync(join(root.path, 'a.txt'), 'changed')
  const outcomes = await copyAll(requests)
  assert.equal(outcomes[0]?.ok === false && outcomes[0].fault.code, 'original-changed')
  assert.deepEqual(readTree(root.path), { 'a.txt': 'changed', 'b.txt': 'there', 'out/.mr-0123456789-b.txt': 'there' })
})

test('a copy that is stopped leaves nothing', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  const [outcome] = await copyAll([request(root.path, 'a.txt')], new Int32Array([1]))
  assert.equal(outcome?.ok, false)
  assert.deepEqual(readTree(root.path), { 'a.txt': 'hello' })
})

test('a copy that fails leaves no folder that was made for it, and those that hold anything stay', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello', 'b.txt': 'there', 'out/own/there.txt': '' })
  const folder = join(root.path, 'out/own/new/deep')
  const stop = new Int32Array([1])
  await copyAll([request(root.path, 'a.txt', { folder })], stop)
  assert.deepEqual(readdirSync(join(root.path, 'out/own')), ['there.txt'])
  await copyAll([request(root.path, 'b.txt', { folder: join(root.path, 'out/own/new') })])
  await copyAll([request(root.path, 'a.txt', { folder })], stop)
  assert.deepEqual(readTree(root.path), {
    'a.txt': 'hello',
    'b.txt': 'there',
    'out/own/there.txt': '',
    'out/own/new/.mr-0123456789-b.txt': 'there',
  })
  assert.deepEqual(readdirSync(join(root.path, 'out/own/new')), ['.mr-0123456789-b.txt'])
})

test('an attempt never writes over a file that is there', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello', 'out/.mr-0123456789-a.txt': 'mine' })
  const [outcome] = await copyAll([request(root.path, 'a.txt')])
  assert.equal(outcome?.ok, false)
  assert.deepEqual(readTree(root.path), { 'a.txt': 'hello', 'out/.mr-0123456789-a.txt': 'mine' })
})

test('times and mode are kept when asked for, and are plain otherwise', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  chmodSync(join(root.path, 'a.txt'), 0o755)
  utimesSync(join(root.path, 'a.txt'), 1000, 2000)
  await copyAll([
    request(root.path, 'a.txt', { attempt: '.mr-0123456789-1' }),
    request(root.path, 'a.txt', { attempt: '.mr-0123456789-2', keepTimes: true, keepMode: true }),
  ])
  const plain = statSync(join(root.path, 'out/.mr-0123456789-1'))
  const kept = statSync(join(root.path, 'out/.mr-0123456789-2'))
  assert.equal(kept.mtimeMs, 2_000_000)
  // Windows knows of no rights but to write.
  if (process.platform === 'win32') return
  assert.deepEqual([plain.mode & 0o777, kept.mode & 0o777], [0o644 & ~process.umask(), 0o755])
})

test('a write-protected file is copied like any other, and its copy that keeps the mode is write-protected too', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  const source = join(root.path, 'a.txt')
  chmodSync(source, 0o444)
  const attempts = ['.mr-0123456789-1', '.mr-0123456789-2']
  const [plain, kept] = attempts.map((attempt, at) => request(root.path, 'a.txt', { attempt, keepMode: at === 1 }))
  const outcomes = plain && kept ? await copyAll([plain, kept]) : []
  const paths = attempts.map((attempt) => join(root.path, 'out', attempt))
  const writable = [source, ...paths].map((path) => (statSync(path).mode & 0o200) !== 0)
  for (const path of [source, ...paths]) chmodSync(path, 0o644)
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [true, true],
  )
  assert.deepEqual(writable, [false, true, false])
})

test('a plain copy is open to nobody who may not see the original', {
  skip: process.platform === 'win32',
}, async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  for (const [mode, plain] of [
    [0o600, 0o600],
    [0o440, 0o640],
    [0o751, 0o640],
    [0o644, 0o644],
  ] as const) {
    chmodSync(join(root.path, 'a.txt'), mode)
    await copyAll([request(root.path, 'a.txt', { attempt: `.mr-0123456789-${mode}` })])
    assert.equal(
      statSync(join(root.path, `out/.mr-0123456789-${mode}`)).mode & 0o777,
      plain & ~process.umask(),
      mode.toString(8),
    )
  }
})

const isRoot = process.platform !== 'win32' && process.getuid?.() === 0

test('a copy that keeps the mode keeps its owner too, where that can be given', {
  skip: !isRoot && 'needs root',
}, async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  chownSync(join(root.path, 'a.txt'), 1234, 4321)
  await copyAll([request(root.path, 'a.txt', { attempt: '.mr-0123456789-1', keepMode: true })])
  const { uid, gid } = statSync(join(root.path, 'out/.mr-0123456789-1'))
  assert.deepEqual([uid, gid], [1234, 4321])
})

test('a time before 1970 is kept like any other', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'hello' })
  const long = new Date('1965-03-04T05:06:07.500Z')
  utimesSync(join(root.path, 'a.txt'), long, long)
  await copyAll([request(root.path, 'a.txt', { attempt: '.mr-0123456789-1', keepTimes: true })])
  const told = statSync(join(root.path, 'a.txt')).mtimeMs
  if (process.platform !== 'win32') assert.equal(told, long.getTime())
  assert.equal(statSync(join(root.path, 'out/.mr-0123456789-1')).mtimeMs, told)
})

/** Writes over the source behind the reading of its content, and gives it its time back: what it was is all that its state tells. */
function overwrittenBehind(root: string, modifiedS: number): CopyRequest {
  writeTree(root, { 'a.txt': 'first' })
  const source = join(root, 'a.txt')
  utimesSync(source, modifiedS, modifiedS)
  let looks = 0
  return Object.defineProperty(request(root, 'a.txt'), 'keepTimes', {
    get() {
      // Looked at when the copy is opened, and when all has been read.
      if (++looks === 1) return false
      writeFileSync(source, 'other', { flag: 'r+' })
      utimesSync(source, modifiedS, modifiedS)
      return false
    },
  })
}

test('a source that was changed just now is read once more, since its time does not tell of what is written to it still', async () => {
  using root = temporaryFolder()
  const [outcome] = await copyAll([overwrittenBehind(root.path, Math.floor(Date.now() / 1000))])
  assert.equal(outcome?.ok === false && outcome.fault.code, 'original-changed')
  assert.deepEqual(readTree(root.path), { 'a.txt': 'other' })
})

test('a copy that is stopped while its source is read once more leaves nothing behind', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': 'first' })
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const asked = request(root.path, 'a.txt')
  let looks = 0
  const stopping = Object.defineProperty({ ...asked }, 'keepTimes', {
    get() {
      if (++looks === 2) Atomics.store(stop, 0, 1)
      return false
    },
  })
  const [outcome] = await copyAll([stopping], stop)
  assert.equal(outcome?.ok === false && outcome.fault.code, 'file-busy')
  assert.deepEqual(readTree(root.path), { 'a.txt': 'first' })
})

test('of an older one the time is believed', async () => {
  using root = temporaryFolder()
  const [outcome] = await copyAll([overwrittenBehind(root.path, 1_500_000_000)])
  assert.equal(outcome?.ok, true)
})

test('holes of a source are holes of its copy, and what is between them is where it was', {
  skip: process.platform === 'win32' && 'Windows makes holes only where it is told to',
}, async () => {
  using root = temporaryFolder()
  const path = join(root.path, 'a.txt')
  const mebibyte = 2 ** 20
  writeFileSync(path, '')
  const file = openSync(path, 'r+')
  for (const [text, at] of [
    ['begun', 3 * mebibyte - 2],
    ['middle', 20 * mebibyte + 5_000],
  ] as const)
    writeSync(file, text, at)
  ftruncateSync(file, 64 * mebibyte + 7)
  closeSync(file)
  const [outcome] = await copyAll([request(root.path, 'a.txt')])
  const copy = join(root.path, 'out/.mr-0123456789-a.txt')
  assert.ok(readFileSync(copy).equals(readFileSync(path)))
  assert.ok(statSync(copy).blocks <= statSync(path).blocks, `${statSync(copy).blocks} blocks`)
  assert.equal(outcome?.ok && outcome.value.sha256, createHash('sha256').update(readFileSync(path)).digest('hex'))
})

test('a copy tells how many chunks it has got through', async () => {
  using root = temporaryFolder()
  writeTree(root.path, { 'a.txt': Buffer.alloc(2 * chunkBytes + 1, 'a') })
  const words = new Int32Array(new SharedArrayBuffer(8))
  await copyAll([request(root.path, 'a.txt')], words)
  assert.deepEqual([...words], [0, 3])
})

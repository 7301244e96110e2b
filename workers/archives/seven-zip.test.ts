import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SevenZipModuleFactory } from '7z-wasm'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import type { Secrets, TaskLimits } from '../../contract/task.ts'
import { call, runBranches } from '../../test/suites/run-steps.ts'
import { parseListing } from './seven-zip-listing.ts'

const { default: imported } = await import('7z-wasm')
const start = imported as unknown as SevenZipModuleFactory

/** An archive as 7-Zip itself makes it. */
async function packed(
  files: Record<string, string>,
  words: string[] = [],
  { links = {}, modifiedMs }: { links?: Record<string, string>; modifiedMs?: number } = {},
) {
  const program = await start({ print: () => {}, quit: () => {} })
  const { FS } = program
  FS.mkdir('/in')
  FS.chdir('/in')
  for (const folder of ['sub', 'sub/deep']) FS.mkdir(`/in/${folder}`)
  for (const [name, content] of Object.entries(files)) {
    FS.writeFile(`/in/${name}`, content)
    if (modifiedMs !== undefined) FS.utime(`/in/${name}`, modifiedMs, modifiedMs)
  }
  for (const [name, to] of Object.entries(links)) FS.symlink(to, `/in/${name}`)
  program.callMain(['a', '-t7z', '-snl', ...words, '/out.7z', '.'])
  return Buffer.from(FS.readFile('/out.7z'))
}

const files = { 'a.txt': 'hello '.repeat(1000), 'sub/ü 日本.txt': 'x', 'sub/deep/empty': '', '[a] * ?.txt': 'odd' }

interface Unpacking {
  secrets?: Secrets
  limits?: Partial<TaskLimits>
}

async function unpack(archive: Buffer, { secrets = {}, limits = {} }: Unpacking = {}) {
  const options = 'office' in secrets ? { secret: 'office' } : {}
  const run = { trunk: [call('archive.unpack', options)], branches: [[]], family: 'archive', secrets, limits }
  const outcomes = await runBranches(archive, run)
  return Object.fromEntries(
    outcomes.map(({ bytes, result: { facts, extension } }) => {
      const name = [facts['entry-path'], facts['entry-stem']].filter((part) => part !== '').join('/')
      return [extension === '' ? name : `${name}.${extension}`, bytes.toString()]
    }),
  )
}

test('rights are those that were listed, where it was packed on a system that has them', () => {
  const listed = (attributes: string) => parseListing(['Path = a', `Attributes = ${attributes}`])[0]?.rights
  const expected = [0o755, 0o640, undefined, undefined]
  assert.deepEqual(['A -rwxr-xr-x', 'A -rw-r-----', 'A', 'RHS'].map(listed), expected)
})

const refuses = (unpacking: Promise<unknown>, code: FaultCode) =>
  assert.rejects(unpacking, (error) => error instanceof Fault && error.code === code && error.message.length > 20)

test('what 7-Zip has packed comes out, whatever its names', async () => {
  assert.deepEqual(await unpack(await packed(files)), files)
  assert.deepEqual(await unpack(await packed(files, ['-ms=off', '-m0=bzip2'])), files)
  const blanks = { ' before': '1', 'behind ': '2', '"quoted"': '3', '-x': '4', 'sub/ both ': '5', '@a': '6' }
  assert.deepEqual(await unpack(await packed(blanks)), blanks)
})

test('a line break in a name is refused as that', async () => {
  const archive = await packed({ 'a.txt': 'x', 'b\nc_.txt': 'y' })
  await assert.rejects(unpack(archive), { code: 'archive-refused', why: /^The entry b_c_.txt has control characters/ })
  assert.deepEqual(await unpack(await packed({ 'b_c.txt': 'y' })), { 'b_c.txt': 'y' })
})

test('an encrypted one opens with its passphrase only, also where its names are encrypted', async () => {
  for (const hidden of ['-mhe=off', '-mhe=on']) {
    const locked = await packed(files, ['-psesame', hidden])
    assert.deepEqual(await unpack(locked, { secrets: { office: 'sesame' } }), files)
    await refuses(unpack(locked), 'secret-unnamed')
    await refuses(unpack(locked, { secrets: { office: 'wrong' } }), 'secret-wrong')
  }
})

test('links are refused, limits hold, and what is damaged is said to be', async () => {
  const archive = await packed(files)
  await refuses(unpack(await packed(files, [], { links: { link: '/etc/passwd' } })), 'archive-refused')
  await refuses(unpack(archive, { limits: { maxUnpackedBytes: 1000 } }), 'too-large')
  await refuses(unpack(archive, { limits: { maxEntries: 3 } }), 'too-large')
  await refuses(unpack(archive.subarray(0, archive.length - 20)), 'file-truncated')
  const changed = Buffer.from(archive)
  changed.writeUInt8(changed.readUInt8(40) ^ 0xff, 40)
  await refuses(unpack(changed), 'file-damaged')
})

test('a name that is no Unicode is named, and is no reason to ask for a secret', async () => {
  await assert.rejects(unpack(await packed({ 'a.txt': 'x', 'odd\udcff.txt': 'y' })), (error) => {
    assert.ok(error instanceof Fault && error.code === 'archive-refused', String(error))
    assert.match(error.why, /^The entry odd\ufffd+\.txt has a name that is no Unicode\.$/)
    return true
  })
})

test('damage of one that is not encrypted is never taken for a lock, wherever it is', async () => {
  const archive = await packed({
    ...files,
    ...Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`f${nth}`, `${nth}`])),
  })
  const header = 32 + Number(archive.readBigUInt64LE(12))
  for (let at = header - 20; at < archive.length - 5; at += 3) {
    const changed = Buffer.from(archive).fill(0xa5, at, at + 5)
    await refuses(unpack(changed), 'file-damaged')
    await refuses(unpack(changed, { secrets: { office: 'sesame' } }), 'file-damaged')
  }
})

test('a time is that of the world in summer and winter, wherever it is unpacked', async () => {
  const zone = process.env['TZ']
  try {
    for (const place of ['Europe/Berlin', 'America/New_York']) {
      process.env['TZ'] = place
      for (const month of [0, 6]) {
        const at = Date.UTC(2023, month, 14, 22, 13, 20)
        const run = { trunk: [call('archive.unpack')], branches: [[]], family: 'archive' }
        const [outcome] = await runBranches(await packed({ 'a.txt': 'x' }, [], { modifiedMs: at }), run)
        assert.equal(outcome?.result.modifiedMs, at)
      }
    }
  } finally {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  }
})

test('a listing is read field by field, and kinds by their letters', () => {
  const lines = [
    'Path = a = b',
    'Size = 5',
    'Attributes = A -rw-r--r--',
    'Encrypted = -',
    '',
    'Path = d',
    'Attributes = D',
  ]
  const [file, folder] = parseListing([
    ...lines,
    'Path = p',
    'Attributes = A prw-r--r--',
    'Path = j',
    'Attributes = DL',
  ])
  assert.deepEqual([file?.name, file?.kind, file?.sizeBytes, folder?.kind], ['a = b', 'file', 5, 'folder'])
  assert.equal(parseListing(['Path = p', 'Attributes = A prw-r--r--'])[0]?.kind, 'special')
  assert.equal(parseListing(['Path = p', 'Attributes = AL'])[0]?.kind, 'link')
})

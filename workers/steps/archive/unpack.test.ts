import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { Fault, type FaultCode } from '../../../contract/fault.ts'
import type { TaskLimits } from '../../../contract/task.ts'
import { call, runBranches } from '../../../test/suites/run-steps.ts'
import type { PackedFile } from '../../archives/entry.ts'
import { checksumOf } from '../../archives/tar-header.ts'
import { tarChunks } from '../../archives/tar-writer.ts'
import { zipChunks } from '../../archives/zip-writer.ts'

const entry = (name: string, content: Buffer | string = 'x'): PackedFile => ({
  name,
  modifiedMs: Date.UTC(2024, 4, 1, 12),
  sizeBytes: Buffer.byteLength(content),
  chunks: async function* () {
    yield Buffer.from(content)
  },
})

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(chunks))
}

/** Neither writer looks at names: that is for whoever asks them to write. */
const zip = (...entries: PackedFile[]) => joined(zipChunks(entries, { level: 6 }))
const tar = (...entries: PackedFile[]) => joined(tarChunks(entries))

const unpack = (archive: Buffer, limits: Partial<TaskLimits> = {}) =>
  runBranches(archive, { trunk: [call('archive.unpack')], branches: [[]], family: 'archive', limits })

const refuses = async (archive: Buffer, code: FaultCode, limits: Partial<TaskLimits> = {}): Promise<string> => {
  try {
    await unpack(archive, limits)
  } catch (error) {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code, error.why)
    return error.why
  }
  return assert.fail(`not refused as ${code}`)
}

/** Writes a number over one of the only entry's record in the directory. */
function forged(archive: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(archive)
  copy.writeUInt32LE(value, copy.lastIndexOf('PK\x01\x02', undefined, 'latin1') + at)
  return copy
}

/** As a program of another country writes the name of the only entry, whose bytes take the place of an ASCII one. */
function named(archive: Buffer, hex: string): Buffer {
  const name = Buffer.from(hex, 'hex')
  const copy = Buffer.from(
    archive.toString('latin1').replaceAll('N'.repeat(name.length), name.toString('latin1')),
    'latin1',
  )
  copy.writeUInt16LE(0, 6)
  copy.writeUInt16LE(0, copy.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 8)
  return copy
}

test('names in the letters of a country are read where they are clear, or said to be in them', async () => {
  const nameOf = async (archive: Buffer, options = {}) => {
    const trunk = [call('archive.unpack', options)]
    const [outcome] = await runBranches(archive, { trunk, branches: [[]], family: 'archive' })
    return outcome?.result.facts['entry-stem']
  }
  assert.equal(await nameOf(named(await zip(entry('NNNNNN')), '836583588367')), 'テスト')
  const russian = named(await zip(entry('NNNNNN')), 'cff0e8e2e5f2')
  assert.equal(await nameOf(russian, { names: 'windows-1251' }), 'Привет')
})

const hostileNames = [
  '../x',
  '/x',
  'C:x',
  'a/../../x',
  '..\\x',
  'a//x',
  './../x',
  'a/./x',
  '..',
  'x\0.png',
  'y'.repeat(256),
  '',
]

test('a name that leads out of the folder, or that no disk can hold, keeps the whole archive from being unpacked', async () => {
  for (const name of hostileNames) {
    assert.match(await refuses(await zip(entry('good'), entry(name)), 'archive-refused'), /^The entry /)
    if (!name.includes('\0')) await refuses(await tar(entry('good'), entry(name)), 'archive-refused')
  }
  await refuses(await zip(entry(`${'d/'.repeat(64)}x`)), 'archive-refused')
})

test('names that are one on some disk are refused', async () => {
  for (const pair of [
    ['a', 'a'],
    ['a.txt', 'A.TXT'],
    ['caf\u00e9', 'cafe\u0301'],
    ['a', 'a/b'],
    ['a/b', 'A'],
  ] as const) {
    await refuses(await zip(...pair.map((name) => entry(name))), 'archive-refused')
    await refuses(await tar(...pair.map((name) => entry(name))), 'archive-refused')
  }
})

test('links, devices and pipes are refused', async () => {
  for (const mode of [0o120777, 0o020666, 0o010644]) {
    await refuses(forged(await zip(entry('a')), 38, (mode << 16) >>> 0), 'archive-refused')
  }
  for (const type of ['1', '2', '3', '4', '6', 'S']) {
    const archive = await tar(entry('a'))
    const sum = Number.parseInt(archive.toString('latin1', 148, 154), 8) - 0x30 + type.charCodeAt(0)
    archive.write(type, 156, 'latin1')
    archive.write(sum.toString(8).padStart(6, '0'), 148, 'latin1')
    // As `tar .` writes it, which begins with the folder itself.
    const all = Buffer.concat([(await tar(entry('./', ''))).subarray(0, 512), archive])
    assert.match(
      await refuses(all, 'archive-refused'),
      /^The entry a is a (link|device, a pipe or a file with holes)\.$/,
    )
  }
})

test('an archive with nothing in it says so, whatever it is', async () => {
  const nothing = [await zip(), Buffer.alloc(1024), Buffer.alloc(10_240)]
  for (const archive of nothing) assert.equal(await refuses(archive, 'step-failed'), 'There is no file in it.')
  await refuses(Buffer.alloc(1000), 'wrong-type')
})

test('a file with holes, whose content is a map of them first, is refused by its own name', async () => {
  const archive = await tar(entry('a', '1\n0\n1\nx'))
  const records = Buffer.alloc(512)
  const recordBytes = records.write('22 GNU.sparse.major=1\n25 GNU.sparse.name=holes\n')
  const before = Buffer.from(archive.subarray(0, 512))
  before.write('x', 156, 'latin1')
  before.write(recordBytes.toString(8).padStart(11, '0'), 124, 'latin1')
  before.write(checksumOf(before).toString(8).padStart(6, '0'), 148, 'latin1')
  assert.match(await refuses(Buffer.concat([before, records, archive]), 'archive-refused'), /^The entry holes is/)
})

test('what an archive claims is held against what is in it', async () => {
  const archive = await zip(entry('a', 'hello '.repeat(100)))
  assert.match(await refuses(forged(archive, 16, 1), 'file-damaged'), /checksum/)
  assert.match(await refuses(forged(archive, 24, 10), 'file-damaged'), /more bytes than it claims/)
  assert.match(await refuses(forged(archive, 24, 5000), 'file-damaged'), /instead of 5000/)
  assert.match(await refuses(forged(archive, 42, 7), 'file-damaged'), /not where it should be/)
  const renamed = Buffer.from(archive)
  renamed.write('b', 30, 'latin1')
  assert.match(await refuses(renamed, 'file-damaged'), /two names/)
  await refuses(archive.subarray(0, archive.length - 30), 'file-truncated')
})

test('what is small when it is unpacked comes out, however well it was packed', async () => {
  const lines = Buffer.alloc(72 * 2 ** 20, 'name,1,2,3\n')
  const archive = await zip(entry('table.csv', lines))
  assert.ok(archive.length * 200 < lines.length)
  assert.ok((await unpack(archive))[0]?.bytes.equals(lines))
})

test('entries that share their bytes are refused', async () => {
  const archive = await zip(entry('a', 'x'.repeat(5000)), entry('b', 'y'.repeat(5000)))
  await refuses(forged(archive, 42, 0), 'archive-refused')
})

test('limits hold for what comes out, whatever is claimed', async () => {
  const zeros = Buffer.alloc(150 * 2 ** 20)
  const bomb = await zip(entry('a', zeros))
  const ratio = 'It unpacks to more than 200 times its size (limits.maxUnpackedRatio).'
  assert.equal(await refuses(bomb, 'too-large'), ratio)
  assert.equal(await refuses(gzipSync(await tar(entry('a', zeros))), 'too-large'), ratio)
  assert.equal((await unpack(bomb, { maxUnpackedRatio: 2000 })).length, 1)
  const limits = { maxUnpackedBytes: 1000, maxEntries: 3 }
  const twice = await zip(entry('a', 'x'.repeat(600)), entry('b', 'x'.repeat(600)))
  const most = 'It unpacks to more than 1.0 kB (limits.maxUnpackedBytes).'
  assert.equal(await refuses(twice, 'too-large', limits), most)
  await refuses(await tar(entry('a', 'x'.repeat(600)), entry('b', 'x'.repeat(600))), 'too-large', limits)
  const many = await zip(...'abcd'.split('').map((name) => entry(name)))
  assert.equal(await refuses(many, 'too-large', limits), 'It has more than 3 entries (limits.maxEntries).')
  await refuses(await tar(...'abcd'.split('').map((name) => entry(name))), 'too-large', limits)
  assert.equal((await unpack(await zip(entry('a', 'x'.repeat(900))), limits)).length, 1)
})

test('a tar from its own folder, and names in old letters, are read as meant', async () => {
  const facts = (outcomes: Awaited<ReturnType<typeof unpack>>) =>
    outcomes.map(({ result }) => [result.facts['entry-path'], result.facts['entry-stem'], result.extension])
  assert.deepEqual(facts(await unpack(await tar(entry('./a/b.tar.gz'), entry('./.hidden')))), [
    ['a', 'b', 'tar.gz'],
    ['', '.hidden', ''],
  ])
  assert.deepEqual(facts(await unpack(await zip(entry('./'), entry('./a/b.txt')))), [['a', 'b', 'txt']])
  const old = await zip(entry('aa.txt'))
  for (const at of [6, old.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 8]) old.writeUInt16LE(0, at)
  for (const at of [30, old.lastIndexOf('aa.txt')]) old.writeUInt8(0x84, at)
  assert.deepEqual(facts(await unpack(old)), [['', 'äa', 'txt']])
})

test('when a file was changed is known of each', async () => {
  for (const archive of [await zip(entry('a')), await tar(entry('a'))]) {
    assert.equal((await unpack(archive))[0]?.result.modifiedMs, Date.UTC(2024, 4, 1, 12))
  }
})

test('two branches each get every file of a tar that can only be read in order', async () => {
  const archive = gzipSync(await tar(entry('a', '1'), entry('b', '2')))
  const run = { trunk: [call('archive.unpack')], branches: [[], []], family: 'archive' }
  assert.deepEqual(
    (await runBranches(archive, run)).map(({ bytes }) => bytes.toString()),
    ['1', '2', '1', '2'],
  )
})

test('bytes changed anywhere make a fault or leave every file whole; nothing else', async () => {
  const content = 'The quick brown fox. '.repeat(20)
  const archives = [await zip(entry('a', content), entry('b', content)), gzipSync(await tar(entry('a', content)))]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...archives),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (archive, where, by) => {
        const changed = Buffer.from(archive)
        const at = where % changed.length
        changed.writeUInt8(changed.readUInt8(at) ^ by, at)
        try {
          for (const { bytes } of await unpack(changed)) assert.equal(bytes.toString(), content)
        } catch (error) {
          assert.ok(error instanceof Fault && error.blame === 'user', String(error))
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('a file that was packed by itself comes out under its name, and one that is called a tar and is none is damaged', async () => {
  const texts = [Buffer.from('plain text'), Buffer.from('long '.repeat(1000)), Buffer.alloc(2000)]
  const unpacked = async (archive: Buffer, name: string) => {
    const trunk = [call('archive.unpack')]
    return (await runBranches(archive, { trunk, branches: [[]], family: 'archive', name })).map(
      ({ bytes, result: { facts, extension } }) => [bytes.toString(), facts['entry-stem'], extension],
    )
  }
  for (const text of texts) {
    assert.deepEqual(await unpacked(gzipSync(text), 'notes.txt.gz'), [[text.toString(), 'notes', 'txt']])
    assert.deepEqual(await unpacked(zstdCompressSync(text), 'in/notes.zst'), [[text.toString(), 'notes', '']])
    for (const name of ['notes.tar.gz', 'notes.tgz'])
      await assert.rejects(unpacked(gzipSync(text), name), (error) => error instanceof Fault && error.blame === 'user')
  }
  assert.deepEqual(await unpacked(gzipSync(await tar(entry('a', '1'))), 'notes.gz'), [['1', 'a', '']])
  const cut = gzipSync(Buffer.from('plain text')).subarray(0, -6)
  await assert.rejects(unpacked(cut, 'notes.txt.gz'), { code: 'file-truncated' })
})

test('of a name that Windows would take for one on a drive that is said', async () => {
  assert.match(
    await refuses(await zip(entry('x:y.txt')), 'archive-refused'),
    /^The entry x:y.txt has a name that begins as drives/,
  )
})

test('what is no archive is named', async () => {
  await refuses(Buffer.from('plain text'), 'wrong-type')
  await refuses(deflateRawSync(Buffer.from('plain text')), 'wrong-type')
})

test('a file of a zip that tells no day has no time, rather than one in 1979', async () => {
  const archive = await zip(entry('a.txt'))
  const at = archive.indexOf('PK\x01\x02', 0, 'latin1')
  archive.fill(0, at + 12, at + 16)
  // What says the time more exactly is a field of its own, which is called otherwise here.
  for (let field = archive.indexOf('UT', 0, 'latin1'); field >= 0; field = archive.indexOf('UT', field, 'latin1'))
    archive.write('xx', field)
  assert.equal((await unpack(archive))[0]?.result.modifiedMs, undefined)
})

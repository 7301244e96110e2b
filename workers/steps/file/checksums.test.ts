import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { call, runGather } from '../../../test/suites/run-steps.ts'

const files = { 'b.txt': 'second\n', 'a/ä \\ x.txt': 'first\n', 'B.txt': '', 'a/line\nbreak': 'x' }

const list = async (options: Record<string, unknown> = {}) =>
  runGather(files, [call('file.checksums', options)], { family: 'file' })

const check = async (given: Record<string, string | Buffer>, options: Record<string, unknown> = {}) =>
  (await runGather(given, [call('file.checksums-check', options)], { family: 'file' })).bytes.toString()

test('the list is what sha256sum writes and checks, in the order of names', async () => {
  const { bytes, result, reply } = await list()
  assert.deepEqual(
    bytes
      .toString()
      .split('\n')
      .map((line) => line.replace(/[\da-f]{64}/, '#')),
    ['#  B.txt', '\\#  a/line\\nbreak', '\\#  a/ä \\\\ x.txt', '#  b.txt', ''],
  )
  assert.deepEqual([result.extension, result.facts.files, reply.sources.length], ['sha256', 4, 4])
  await using folder = await mkdtempDisposable(join(tmpdir(), 'millrace-sums-'))
  await writeFile(join(folder.path, 'b.txt'), files['b.txt'])
  const line = bytes.toString().split('\n').at(-2)
  execFileSync('sha256sum', ['--check', '--strict'], { cwd: folder.path, input: `${line}\n` })
})

test('every algorithm gives the digest everybody else gives', async () => {
  const digest = async (algorithm: string) =>
    (await list({ algorithm })).bytes.toString().split('\n')[0]?.replace(/ .*/, '')
  assert.equal(await digest('md5'), 'd41d8cd98f00b204e9800998ecf8427e')
  assert.equal(await digest('sha1'), 'da39a3ee5e6b4b0d3255bfef95601890afd80709')
  assert.equal(await digest('blake3'), 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262')
})

test('files are the same as their list says, whatever wrote it', async () => {
  for (const algorithm of ['sha256', 'blake3', 'md5', 'sha512']) {
    const sums = (await list({ algorithm })).bytes
    const report = await check({ ...files, [`sums.${algorithm}`]: sums })
    assert.match(report, /^4 same, 0 differ, 0 missing, 0 not in the list\n/, algorithm)
  }
  const tagged =
    'MD5 (B.txt) = D41D8CD98F00B204E9800998ECF8427E\r\n# a remark\r\nd41d8cd98f00b204e9800998ecf8427e *./C.txt'
  assert.match(await check({ 'B.txt': '', 'C.txt': '', MD5SUMS: tagged }), /^2 same/)
})

test('a name that is no UTF-8 stands in what the check writes with the bytes it has in the list', async () => {
  const name = Buffer.from('caf\xe9.txt\n', 'latin1')
  const sums = Buffer.concat([Buffer.from(`${'a'.repeat(64)}  `), name])
  const options = { otherwise: 'report' }
  const { bytes } = await runGather({ SHA256SUMS: sums }, [call('file.checksums-check', options)], { family: 'file' })
  assert.deepEqual(bytes.subarray(-name.length), name)
})

test('lines of other programs are read, and what is of an algorithm not known here is no difference', async () => {
  const digests = { md5: 'd41d8cd98f00b204e9800998ecf8427e', sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }
  const lines = [`MD5(B (1).txt)= ${digests.md5}`, `SHA1 (B (2).txt) = ${digests.sha1}`, `${digests.md5}  a\u2028b`]
  const named = { 'B (1).txt': '', 'B (2).txt': '', 'a\u2028b': '', 'a\nb': '', SUMS: '' }
  const all = [...lines, `\\MD5 (a\\nb) = ${digests.md5}`].join('\n')
  assert.match(await check({ ...named, SUMS: all }, { list: 'SUMS' }), /^4 same, 0 differ, 0 missing, 0 not/)
  const others = [
    `${'a'.repeat(96)}  B.txt`,
    `RMD160 (B.txt) = ${digests.sha1}`,
    `BLAKE2b-256 (B.txt) = ${'a'.repeat(64)}`,
  ]
  for (const line of others)
    await assert.rejects(check({ 'B.txt': '', SUMS: line }, { list: 'SUMS', otherwise: 'report' }), (error) => {
      return error instanceof Fault && error.code === 'wrong-type'
    })
})

const empty = 'd41d8cd98f00b204e9800998ecf8427e'

test('a list whose lines end with a zero byte, as `--zero` writes it, has names as they are', async () => {
  const named = { 'a\nb': '', 'c\\nd': '', '#e': '' }
  const plain = Object.keys(named).map((name) => `${empty}  ${name}\0`)
  const tagged = Object.keys(named).map((name) => `MD5 (${name}) = ${empty}\0`)
  for (const lines of [plain, tagged])
    assert.match(await check({ ...named, MD5SUMS: lines.join('') }), /^3 same, 0 differ, 0 missing, 0 not in the list/)
  const other = `${empty}  a\0nothing\0`
  await assert.rejects(check({ a: '', MD5SUMS: other }), { code: 'wrong-type', why: /^Line 2 is not a known/ })
})

test('names with the separators of Windows are found, unless a file has such a name', async () => {
  const listed = `${empty} *.\\photos\\2024\\a.jpg\r\n${empty} *photos\\b.jpg\r\n`
  const report = await check({ 'photos/2024/a.jpg': '', 'photos/b.jpg': '', 'list.md5': listed })
  assert.match(report, /^2 same, 0 differ, 0 missing, 0 not in the list\n\nsame {13}photos\/2024\/a.jpg\n/)
  const both = { 'photos/b.jpg': 'x', 'photos\\b.jpg': '', 'list.md5': `${empty} *photos\\b.jpg\n` }
  if (process.platform !== 'win32') assert.match(await check(both), /^1 same, 0 differ, 0 missing, 1 not/)
})

test('a list is read in each encoding that programs of Windows write, with its remarks', async () => {
  const listed = `; made by a program\r\n \r\n${empty} *Caf\u00e9.jpg\r\n`
  const wide = Buffer.from(`\uFEFF${listed}`, 'utf16le')
  const lists = { utf8: Buffer.from(`\uFEFF${listed}`), utf16le: wide, utf16be: Buffer.from(wide).swap16() }
  for (const [encoding, bytes] of Object.entries(lists))
    assert.match(await check({ 'Caf\u00e9.jpg': '', 'list.md5': bytes }), /^1 same, 0 differ, 0 missing, 0/, encoding)
})

test('a digest alone is that of the file its list is called after', async () => {
  for (const name of ['photo.jpg.md5', 'photo.jpg.md5.txt', 'photo.jpg.MD5'])
    assert.match(await check({ 'photo.jpg': '', [name]: `${empty.toUpperCase()}\r\n` }), /^1 same, .*same +photo.jpg/s)
  const fails = (name: string, text: string) =>
    assert.rejects(check({ 'photo.jpg': '', [name]: text }), { code: 'wrong-type', why: /^Line 2 is not a known/ })
  await fails('MD5SUMS', `#\n${empty}`)
  await fails('photo.jpg.md5', `\n${empty}\n${empty}`)
})

test('a list is not held against what it says of itself, and is against what another list says of it', async () => {
  const listed = `${empty}  photo.jpg\n${empty}  MD5SUMS\n`
  assert.match(await check({ 'photo.jpg': '', MD5SUMS: listed }), /^1 same, 0 differ, 0 missing, 0 not in the list\n/)
  const lone = `${empty}\n`
  const sums = `${hash('md5', lone)}  photo.jpg.md5\n`
  assert.match(
    await check({ 'photo.jpg': '', 'photo.jpg.md5': lone, MD5SUMS: sums }),
    /^2 same, 0 differ, 0 missing, 0/,
  )
})

test('names in a list count from the folder it is in', async () => {
  const sums = 'd41d8cd98f00b204e9800998ecf8427e  x/empty\n'
  assert.match(await check({ 'given/sums.md5': sums, 'given/x/empty': '' }), /same {13}given\/x\/empty/)
})

test('a name in the other Unicode form is the same file, unless both are there', async () => {
  const [composed, apart] = ['Caf\u00e9/\ud55c.txt', 'Cafe\u0301/\u1112\u1161\u11ab.txt']
  for (const [listed, there] of [
    [composed, apart],
    [apart, composed],
  ] as const) {
    const report = await check({ [there]: '', MD5SUMS: `${empty}  ${listed}\n` })
    assert.match(report, /^1 same, 0 differ, 0 missing, 0 not in the list\n/)
  }
  const both = { [composed]: '', [apart]: 'x', MD5SUMS: `${empty}  ${composed}\n` }
  assert.match(await check(both), /^1 same, 0 differ, 0 missing, 1 not in the list\n/)
})

test('what differs, is missing or not in the list is named, and fails unless only a report is wanted', async () => {
  const sums = (await list()).bytes
  const changed = { 'sums.sha256': sums, 'b.txt': 'changed', 'B.txt': '', new: 'n' }
  const report = await check(changed, { otherwise: 'report' })
  assert.match(report, /^1 same, 1 differs, 2 missing, 1 not in the list\n\ndiffers {10}b.txt\nmissing/)
  await assert.rejects(check(changed), (error) => {
    assert.ok(error instanceof Fault && error.code === 'sums-differ')
    assert.match(error.message, /^The files do not agree with sums\.sha256\./)
    assert.match(error.why, /1 differs, 2 missing, .*What differs: b.txt. What is missing: a\/line\\nbreak, a\/ä /)
    return true
  })
})

test('with several lists each file is told of once, and the lists that do not agree are named', async () => {
  const sums = (lines: Record<string, string>) =>
    Object.entries(lines)
      .map(([name, content]) => `${hash('md5', content)}  ${name}\n`)
      .join('')
  const now = { 'a.txt': 'a', 'b.txt': 'new' }
  const listed = { ...now, 'new.md5': sums(now) }
  assert.match(
    await check({ ...listed, 'other.sha256': `${hash('sha256', 'a')}  a.txt\n` }),
    /^2 same, 0 differ, 0 missing, 0 not/,
  )
  const old = sums({ 'a.txt': 'a', 'b.txt': 'old', 'gone.txt': '' })
  const fault = await check({ ...listed, 'old.md5': old, 'older.md5': old }).catch((error: unknown) => error)
  assert.ok(fault instanceof Fault)
  assert.match(
    fault.message,
    /^The files do not agree with old\.md5, older\.md5\. 1 same, 1 differs, 1 missing, 0 not in the list\./,
  )
  assert.match(fault.why, /What differs: b\.txt\. What is missing: gone\.txt\.$/)
})

test('of many that are wrong the first ten are named, and how many there are besides', async () => {
  const lines = Array.from({ length: 12 }, (_, at) => `${'0'.repeat(32)}  ${at}.txt\n`)
  await assert.rejects(check({ MD5SUMS: lines.join('') }), (error) => {
    assert.ok(error instanceof Fault)
    assert.match(error.why, /What is missing: 0.txt, .*, 9.txt and 2 more\.$/)
    return true
  })
})

test('no list, or one that is none, is the person’s to mend', async () => {
  const fails = (given: Record<string, string>, code: string) =>
    assert.rejects(check(given), (error) => error instanceof Fault && error.code === code)
  await fails({ a: 'x' }, 'step-failed')
  await fails({ a: 'x', 'b.md5': 'not a list' }, 'wrong-type')
})

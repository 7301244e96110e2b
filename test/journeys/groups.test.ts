import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { openPlace } from '../fixtures/bench-of-files.ts'

const files = { 'a.txt': '1', 'b.txt': '2', 'sub/c.txt': '3' }
const list = (options: string): string => `name: lists\nsteps:\n  - file.checksums: { ${options} }\n`

const listsIn = (tree: Record<string, string>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tree)
      .filter(([path]) => path.startsWith('out/'))
      .map(([path, text]) => [path, text.trim().split('\n').length]),
  )

test('many files become one result, and each of them tells of it', async () => {
  await using place = await openPlace(files)
  const { states, lines } = await place.run(list(''))
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'done', 'c.txt': 'done' })
  assert.deepEqual(listsIn(place.tree()), { 'out/in.sha256': 3 })
  assert.deepEqual(new Set(lines.map(({ outputs }) => outputs[0]?.path)), new Set([join(place.outPath, 'in.sha256')]))
})

test('what is made of many files is as old as the newest of them', async () => {
  await using place = await openPlace(files)
  const newest = new Date('2021-02-03T04:05:06Z')
  for (const path of Object.keys(files)) utimesSync(join(place.inPath, path), 1000, 1000)
  utimesSync(join(place.inPath, 'b.txt'), newest, newest)
  await place.run(list(''))
  assert.equal(statSync(join(place.outPath, 'in.sha256')).mtimeMs, newest.getTime())
})

test('what is made of many files is seen by nobody who may not see each of them', {
  skip: process.platform === 'win32',
}, async () => {
  for (const recipe of [
    list(''),
    `${list('')}keep: [times, mode]\n`,
    'name: pack\nsteps:\n  - archive.pack: { format: zip }\n',
  ]) {
    await using place = await openPlace(files)
    const long = new Date('2021-02-03T04:05:06Z')
    for (const path of Object.keys(files)) chmodSync(join(place.inPath, path), 0o644)
    chmodSync(join(place.inPath, 'a.txt'), 0o600)
    // Not the newest, nor the first.
    utimesSync(join(place.inPath, 'a.txt'), long, long)
    await place.run(recipe)
    const made = readdirSync(place.outPath).filter((name) => !name.startsWith('.'))
    assert.deepEqual(
      made.map((name) => statSync(join(place.outPath, name)).mode & 0o777),
      [0o600],
    )
  }
})

test('files are gathered by folder, or by so many at a time, under the same names every time', async () => {
  await using place = await openPlace(files)
  await place.run(list('group: folder'))
  assert.deepEqual(listsIn(place.tree()), { 'out/in.sha256': 2, 'out/sub.sha256': 1 })
  await using counted = await openPlace(files)
  await counted.run(list('most: 2'))
  assert.deepEqual(listsIn(counted.tree()), { 'out/in 2.sha256': 1, 'out/in.sha256': 2 })
})

test('the same group again is reused; one with a member less is made anew', async () => {
  await using place = await openPlace(files)
  await place.run(list(''))
  assert.deepEqual((await place.run(list(''))).states, { 'a.txt': 'reused', 'b.txt': 'reused', 'c.txt': 'reused' })
  rmSync(join(place.inPath, 'b.txt'))
  assert.deepEqual((await place.run(list(''))).states, { 'a.txt': 'done', 'c.txt': 'done' })
  assert.deepEqual(listsIn(place.tree()), { 'out/in 2.sha256': 2, 'out/in.sha256': 3 })
})

test('what was made of many files is none of them where it lies among them, and is not counted', async () => {
  await using place = await openPlace(files)
  const again = () => place.run(list(''), { out: place.inPath })
  await again()
  const { batch, states } = await again()
  assert.deepEqual(states, { 'a.txt': 'reused', 'b.txt': 'reused', 'c.txt': 'reused' })
  assert.deepEqual([batch.counts.total, batch.counts.results], [3, 1])
  place.write({ 'in/d.txt': '4' })
  const recipe = { path: join(place.inPath, '..', 'lists.yaml'), text: `millrace: 1\n${list('')}` }
  writeFileSync(recipe.path, recipe.text)
  const { counts } = await place.host.client.ask(
    'batch.plan',
    { recipe: recipe.path, sources: [place.inPath], out: place.inPath },
    { signal: AbortSignal.timeout(60_000) },
  )
  assert.deepEqual([counts.run, counts.reuse], [4, 0])
  const more = await again()
  assert.deepEqual([more.batch.counts.total, more.batch.counts.done, more.batch.counts.results], [4, 4, 1])
  assert.equal(place.tree()['in/in 2.sha256']?.trim().split('\n').length, 4)
})

test('a group is taken back as one', async () => {
  await using place = await openPlace(files)
  const { batch } = await place.run(list(''))
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(listsIn(place.tree()), {})
})

test('an archive is cut into parts, which are known, taken back, and whole again when they are put together', async () => {
  await using place = await openPlace({ 'a.txt': 'a'.repeat(500), 'b.txt': 'b'.repeat(500) })
  const parts = 'name: parts\nsteps:\n  - archive.pack: { format: tar }\n  - file.split: { size: 1000 B }\n'
  const { batch, lines } = await place.run(parts)
  const made = Object.keys(place.tree()).filter((path) => path.startsWith('out/'))
  assert.deepEqual(made.slice(0, 2), ['out/in.tar.001', 'out/in.tar.002'])
  assert.deepEqual(
    lines.map(({ outputs }) => outputs.length),
    [made.length, made.length],
  )
  const whole = made.map((path) => place.tree()[path]).join('')
  assert.ok(['a.txt', 'b.txt', 'a'.repeat(500), 'b'.repeat(500)].every((each) => whole.includes(each)))
  const { states } = await place.run(parts)
  assert.deepEqual(states, { 'a.txt': 'reused', 'b.txt': 'reused' })
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(Object.keys(place.tree()), ['in/a.txt', 'in/b.txt'])
})

test('files are gathered by what a key says of them, under its text', async () => {
  await using place = await openPlace({
    'Rome-1.txt': '1',
    'Rome-2.txt': '2',
    'sub/Oslo-1.txt': '3',
    'sub/Rome-3.txt': '4',
  })
  await place.run(list(String.raw`key: "{stem|replace:-\\d+$:}"`))
  assert.deepEqual(listsIn(place.tree()), { 'out/Oslo.sha256': 1, 'out/Rome.sha256': 3 })
  await using both = await openPlace({ 'Rome-1.txt': '1', 'sub/Rome-3.txt': '4' })
  await both.run(list(String.raw`group: folder, key: "{stem|replace:-\\d+$:}"`))
  assert.deepEqual(listsIn(both.tree()), { 'out/Rome 2.sha256': 1, 'out/Rome.sha256': 1 })
})

test('a file that lacks what the key asks for fails by itself', async () => {
  await using place = await openPlace(files)
  const { states } = await place.run(list('key: "{camera}"'))
  assert.deepEqual(new Set(Object.values(states)), new Set(['failed']))
})

const texts = (options: string): string => `name: t\nsteps:\n  - file.text:\n  - file.checksums: { ${options} }\n`
const spoiled = { 'a.txt': '\0\0\0\0', 'b.txt': '2', 'c.txt': '3' }

test('a member that cannot be read is left out and named, and the others make their result without it', async () => {
  await using place = await openPlace(spoiled)
  const { states, lines } = await place.run(texts(''))
  assert.deepEqual(states, { 'a.txt': 'failed', 'b.txt': 'done', 'c.txt': 'done' })
  assert.equal(lines.find(({ state }) => state === 'failed')?.code, 'wrong-type')
  assert.deepEqual(listsIn(place.tree()), { 'out/in.sha256': 2 })
})

test('where one that fails is to fail the group, nothing is made of it', async () => {
  await using place = await openPlace(spoiled)
  const { states } = await place.run(texts('failed: fail'))
  assert.deepEqual(states, { 'a.txt': 'failed', 'b.txt': 'failed', 'c.txt': 'failed' })
  assert.deepEqual(listsIn(place.tree()), {})
})

const parts = { 'x.txt.001': 'a', 'x.txt.002': 'b', 'x.txt.003': Buffer.from([0xff]) }

test('a whole whose last part failed before is not made of the others', async () => {
  await using place = await openPlace(parts)
  const { states, lines } = await place.run('name: j\nsteps:\n  - file.text: { from: utf-8 }\n  - file.join\n')
  assert.deepEqual(states, { 'x.txt.001': 'failed', 'x.txt.002': 'failed', 'x.txt.003': 'failed' })
  assert.deepEqual(new Set(lines.map(({ code }) => code)), new Set(['file-damaged']))
  assert.deepEqual(
    Object.keys(place.tree()).filter((path) => path.startsWith('out/')),
    [],
  )
})

test('a whole is called as its parts say, whatever folder they are in, and may be counted from 0', async () => {
  const film = { 'film.mp4.000': 'a', 'film.mp4.001': 'b', 'b.txt.001': '1', 'b.txt.002': '2' }
  await using place = await openPlace(film)
  const each = 'name: j\naccepts: ["*/*"]\nsteps:\n  - file.join: { key: "{stem}", group: folder }\n'
  const { states } = await place.run(each)
  assert.deepEqual(new Set(Object.values(states)), new Set(['done']))
  const results = Object.entries(place.tree()).filter(([path]) => path.startsWith('out/'))
  assert.deepEqual(Object.fromEntries(results), { 'out/b.txt': '12', 'out/film.mp4': 'ab' })
  await using one = await openPlace({ 'sub/film.mp4.001': 'a', 'sub/film.mp4.002': 'b' })
  await one.run('name: j\nsteps:\n  - file.join\n')
  await one.run('name: j\nsteps:\n  - file.join\noutput: { name: "{stem}-{whole-stem}" }\n')
  const joined = Object.keys(one.tree()).filter((path) => path.startsWith('out/'))
  assert.deepEqual(joined, ['out/film.mp4', 'out/in-film.mp4'])
})

test('a whole has no bounds, and none of its parts can be left out', async () => {
  await using place = await openPlace(parts)
  for (const options of ['failed: leave-out', 'most: 2', 'most-bytes: 1 KB'])
    await assert.rejects(
      place.run(`name: j\nsteps:\n  - file.join: { ${options} }\n`),
      (error) => error instanceof Fault && error.code === 'recipe-wrong',
    )
})

const checked = { 'f1.txt': '1', 'f2.txt': '2', 'f3.txt': '3' }
const sums = (names: string[]): string => names.map((name) => `${'0'.repeat(32)}  ${name}\n`).join('')
const check = (options = ''): string => `name: c\nsteps:\n  - file.checksums-check: { ${options} }\n`

test('every file of a check that fails tells what differs, whether files that failed are left out or not', async () => {
  await using place = await openPlace({ ...checked, MD5SUMS: sums(['f1.txt', 'f2.txt']) })
  for (const options of ['', 'failed: leave-out']) {
    const { lines } = await place.run(check(options))
    const [said, ...others] = new Set(lines.map(({ message }) => message))
    assert.match(said ?? '', /MD5SUMS.* 2 differ, .* What differs: f1.txt, f2.txt\./)
    assert.deepEqual([lines.length, others], [4, []])
  }
})

test('a list that cannot be understood is what every file of its check tells of', async () => {
  await using place = await openPlace({ ...checked, MD5SUMS: 'no list' })
  const { lines } = await place.run(check())
  const [said, ...others] = new Set(lines.map(({ code, message }) => `${code} ${message}`))
  assert.match(said ?? '', /^wrong-type .*MD5SUMS.* Line 1 is not a known checksum and a name\./)
  assert.deepEqual([lines.length, others], [4, []])
})

test('where files that failed are to be left out, the others do not say that there was no list', async () => {
  await using place = await openPlace({ ...checked, MD5SUMS: 'no list' })
  const { lines } = await place.run(check('failed: leave-out'))
  const said = new Set(lines.map(({ code }) => code))
  assert.deepEqual(said, new Set(['step-failed', 'wrong-type']))
  const [other] = lines.filter(({ code }) => code === 'step-failed')
  assert.match(other?.message ?? '', /There is no list of checksums among the files that were not left out\./)
})

test('files that cannot be read fail their check with that reason, and no list is said to be missing', async () => {
  await using place = await openPlace({ ...checked, MD5SUMS: Buffer.from([0xff]) })
  const { lines } = await place.run('name: c\nsteps:\n  - file.text: { from: utf-8 }\n  - file.checksums-check\n')
  assert.deepEqual(new Set(lines.map(({ code }) => code)), new Set(['file-damaged']))
})

test('a file that was changed before it is packed has the time and the rights of its original in the archive', async () => {
  await using place = await openPlace({ 'a.txt': 'a\n', 'b.txt': 'b\n' })
  const when = new Date('2024-05-06T07:08:10Z')
  for (const name of ['a.txt', 'b.txt']) utimesSync(join(place.inPath, name), when, when)
  chmodSync(join(place.inPath, 'b.txt'), 0o600)
  await place.run('name: c\nsteps:\n  - file.text: { line-endings: crlf }\n  - archive.pack: { format: tar }\n')
  const listed = execFileSync('tar', ['--utc', '--full-time', '-tvf', join(place.outPath, 'in.tar')], {
    encoding: 'utf8',
  })
  assert.match(listed, /-rw-r--r-- .* 3 2024-05-06 07:08:10 a\.txt/)
  assert.match(listed, /-rw------- .* 3 2024-05-06 07:08:10 b\.txt/)
})

import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { zipOf } from '../fixtures/documents.ts'

const copy = 'name: copy\n'
const before = { 'out/a.txt': 'old', 'out/b.txt': 'new b' }
const files = { 'a.txt': 'new a', 'b.txt': 'new b' }

test('skip leaves what is there and says so', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { states, lines } = await place.run(copy, { conflict: 'skip' })
  assert.deepEqual(states, { 'a.txt': 'skipped', 'b.txt': 'skipped' })
  assert.equal(lines[0]?.code, 'name-taken')
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('skip-identical leaves what is the same and numbers the rest', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { states, lines } = await place.run(copy, { conflict: 'skip-identical' })
  assert.equal(lines.find(({ state }) => state === 'skipped')?.code, 'there-already')
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'skipped' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', 'out/a 2.txt': 'new a', ...before })
})

test('fail ends the file and leaves what is there', async () => {
  await using place = await openPlace(files)
  place.write(before)
  assert.deepEqual((await place.run(copy, { conflict: 'fail' })).states, { 'a.txt': 'failed', 'b.txt': 'failed' })
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('replace keeps what was there in the vault, and undo brings it back', async () => {
  await using place = await openPlace(files)
  place.write(before)
  const { batch } = await place.run(copy, { conflict: 'replace' })
  assert.equal(place.tree()['out/a.txt'], 'new a')
  const signal = AbortSignal.timeout(60_000)
  const { files: undone } = await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(
    undone.map(({ result }) => result),
    ['undone', 'undone'],
  )
  assert.deepEqual(place.tree(), { 'in/a.txt': 'new a', 'in/b.txt': 'new b', ...before })
})

test('a run that could not begin leaves no trace, and the run before it is still the last', async () => {
  await using place = await openPlace(files)
  const { batch } = await place.run(copy)
  place.write({ taken: 'a file, not a folder' })
  await assert.rejects(place.run(copy, { out: join(place.outPath, '../taken') }), { code: 'name-taken' })
  const { batches } = await place.host.client.ask('batch.list', {}, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(
    batches.map(({ id }) => id),
    [batch.batchId],
  )
})

test('newer replaces only what is older than its source', async () => {
  await using place = await openPlace(files)
  place.write(before)
  utimesSync(join(place.outPath, 'a.txt'), 1000, 1000)
  utimesSync(join(place.outPath, 'b.txt'), 4e9, 4e9)
  assert.deepEqual((await place.run(copy, { conflict: 'newer' })).states, { 'a.txt': 'done', 'b.txt': 'skipped' })
  assert.equal(place.tree()['out/a.txt'], 'new a')
})

const cut = 'name: cut\nsteps: [file.split: { size: 1 B }]\noutputs:\n  - { folder: "{out}" }\n'
const unpack = 'name: unpack\nsteps: [archive.unpack]\noutputs:\n  - { folder: "{out}", name: "{entry-stem}" }\n'

test('parts of two files of one name have one number each, so that none is put together of both', async () => {
  const given = { 'x/film.txt': 'abc', 'y/film.txt': 'defgh' }
  await using place = await openPlace(given)
  await place.run(cut)
  const tree = place.tree()
  const joined = ['film', 'film 2'].map((stem) =>
    Object.entries(tree)
      .flatMap(([path, part]) => (path.startsWith(`out/${stem}.txt.`) ? [part] : []))
      .join(''),
  )
  assert.deepEqual(joined.toSorted(), ['abc', 'defgh'])
})

test('parts one of which finds its name taken all get the next number', async () => {
  await using place = await openPlace({ 'film.txt': 'abc' })
  place.write({ 'out/film.txt.003': 'somebody else’s' })
  await place.run(cut)
  assert.deepEqual(Object.keys(place.tree()).slice(1), [
    'out/film 2.txt.001',
    'out/film 2.txt.002',
    'out/film 2.txt.003',
    'out/film.txt.003',
  ])
})

test('of an archive skip-identical leaves out what is there already, and unpacks the rest', async () => {
  await using place = await openPlace({ 'a.zip': await zipOf({ 'a.txt': '1', 'b.txt': '2', 'sub/a.txt': '3' }) })
  place.write({ 'out/a.txt': '1', 'out/b.txt': 'another' })
  const { states, lines, batch } = await place.run(unpack, { conflict: 'skip-identical' })
  assert.deepEqual(states, { 'a.zip': 'done' })
  const unpacked = { 'out/b 2.txt': '2', 'out/sub/a.txt': '3' }
  const { 'in/a.zip': _, ...tree } = place.tree()
  assert.deepEqual(tree, { 'out/a.txt': '1', 'out/b.txt': 'another', ...unpacked })
  assert.deepEqual(
    lines[0]?.outputs.map(({ path }) => path.slice(place.outPath.length - 3)),
    Object.keys(unpacked),
  )
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  const { 'in/a.zip': __, ...undone } = place.tree()
  assert.deepEqual(undone, { 'out/a.txt': '1', 'out/b.txt': 'another' })
})

test('skip-identical skips a file all parts of which are there, and keeps the parts together otherwise', async () => {
  await using place = await openPlace({ 'same.txt': 'ab', 'other.txt': 'ab' })
  place.write({ 'out/same.txt.001': 'a', 'out/same.txt.002': 'b', 'out/other.txt.001': 'a', 'out/other.txt.002': 'c' })
  const before = Object.keys(place.tree())
  const { states } = await place.run(cut, { conflict: 'skip-identical' })
  assert.deepEqual(states, { 'same.txt': 'skipped', 'other.txt': 'done' })
  const made = Object.keys(place.tree()).filter((path) => !before.includes(path))
  assert.deepEqual(made, ['out/other 2.txt.001', 'out/other 2.txt.002'])
})

const picture = (format: 'jpeg' | 'png', grey: number): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: { r: grey, g: grey, b: grey } } })
    .toFormat(format)
    .toBuffer()
const toJpeg = 'name: jpeg\nsteps: [image.convert: { to: jpeg }]\noriginals: replace\n'

test('where results replace their originals none pushes out a file of the same run, or what replaced that', async () => {
  await using place = await openPlace({ 'p.jpg': await picture('jpeg', 10), 'p.png': await picture('png', 200) })
  const before = place.tree()
  const { states, batch } = await place.run(toJpeg, { conflict: 'replace' })
  assert.deepEqual(states, { 'p.jpg': 'done', 'p.png': 'done' })
  assert.deepEqual(Object.keys(place.tree()), ['in/p 2.jpg', 'in/p.jpg'])
  const signal = AbortSignal.timeout(60_000)
  const { files: verified } = await place.host.client.ask('batch.verify', { batch: batch.batchId }, { signal })
  assert.deepEqual(
    verified.filter(({ verdict }) => verdict !== 'as-written'),
    [],
  )
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(place.tree(), before)
})

const shift = 'output: { folder: "{out}", name: "{stem|replace:^p3$:p4|replace:^p2$:p3|replace:^p1$:p2}" }\n'

test('whatever becomes of originals, a result pushes out no other file of the run', async () => {
  for (const originals of ['{ move: "{out}" }', 'vault', 'keep']) {
    await using place = await openPlace({ 'p1.txt': '1', 'p2.txt': '2', 'p3.txt': '3' })
    const begun = place.tree()
    const wanted = { conflict: 'replace' as const, out: place.inPath }
    const { states, batch } = await place.run(`name: shift\noriginals: ${originals}\n${shift}`, wanted)
    assert.deepEqual(states, { 'p1.txt': 'done', 'p2.txt': 'done', 'p3.txt': 'done' })
    const results = Object.entries(place.tree()).filter(([path]) => !(path in begun))
    assert.deepEqual(results, [
      ['in/p2 2.txt', '1'],
      ['in/p3 2.txt', '2'],
      ['in/p4.txt', '3'],
    ])
    await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal: AbortSignal.timeout(60_000) })
    assert.deepEqual(place.tree(), begun)
  }
})

test('a result takes the name of its own file where that is how conflicts are settled', async () => {
  await using place = await openPlace({ 'a.txt': 'a\r\n' })
  const lf = 'name: lf\nsteps: [file.text: { line-endings: lf }]\noutput: { folder: "{out}", name: "{stem}" }\n'
  const { states } = await place.run(lf, { conflict: 'replace', out: place.inPath })
  assert.deepEqual([states, place.tree()], [{ 'a.txt': 'done' }, { 'in/a.txt': 'a\n' }])
})

test('where a taken name ends a file, no work is done for it, also where that would have failed', async () => {
  for (const [conflict, state] of [
    ['skip', 'skipped'],
    ['fail', 'failed'],
    ['newer', 'skipped'],
  ] as const) {
    await using place = await openPlace({ 'a.png': 'no picture' })
    place.write({ 'out/a.jpg': 'there, and written later' })
    const { states, lines } = await place.run('name: jpeg\nsteps:\n  - image.convert: { to: jpeg }\n', { conflict })
    assert.deepEqual([states, lines[0]?.code], [{ 'a.png': state }, 'name-taken'])
    assert.equal(place.tree()['out/a.jpg'], 'there, and written later')
  }
})

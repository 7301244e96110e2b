import assert from 'node:assert/strict'
import { appendFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'
import { smallPicture } from '../fixtures/small-picture.ts'

const patience = (): AbortSignal => AbortSignal.timeout(60_000)

const sheet = 'name: sheet\nsteps:\n  - image.contact-sheet: {}\n'
const sizes = 'name: sizes\nsteps:\n  - image.sizes: { widths: [10, 20], snippet: false }\n'
const jpeg = 'name: jpeg\nsteps: [image.convert: { to: jpeg }]\n'
const packed = 'name: packed\nsteps: [file.text: { line-endings: crlf }]\n'

const results = (place: Place): string[] => Object.keys(place.tree()).filter((path) => path.startsWith('out/'))

async function undo(place: Place): Promise<void> {
  await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: patience() })
}

for (const conflict of ['number', 'skip', 'newer', 'replace', 'fail', 'skip-identical'] as const)
  test(`one result of many files that lacked one is whole once that is mended, under its own name, and undo takes all back: ${conflict}`, async () => {
    await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
    const first = await place.run(sheet, { conflict })
    assert.deepEqual([first.states, results(place)], [{ 'a.png': 'done', 'b.png': 'failed' }, ['out/in.jpg']])
    const lacking = place.tree()['out/in.jpg']
    place.write({ 'in/b.png': await smallPicture(200) })
    const { states, batch } = await place.run(sheet, { conflict })
    assert.deepEqual([states, results(place)], [{ 'a.png': 'done', 'b.png': 'done' }, ['out/in.jpg']])
    assert.equal(batch.batchId, first.batch.batchId)
    assert.notEqual(place.tree()['out/in.jpg'], lacking)
    await undo(place)
    assert.deepEqual(results(place), [])
  })

test('one result of many files that lacks one stands while that is not mended', async () => {
  await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
  await place.run(sheet)
  const { states } = await place.run(sheet)
  assert.deepEqual([states, results(place)], [{ 'a.png': 'reused', 'b.png': 'failed' }, ['out/in.jpg']])
  const held = await place.host.client.ask('vault.list', { limit: 5 }, { signal: patience() })
  assert.equal(held.totals.files, 0)
})

test('a file that went into a result and has gone since stays in it: the result does not make way for one without it', async () => {
  await using place = await openPlace({
    'a.png': await smallPicture(10),
    'b.png': 'no picture',
    'c.png': await smallPicture(90),
  })
  await place.run(sheet)
  const whole = place.tree()['out/in.jpg']
  rmSync(join(place.inPath, 'c.png'))
  place.write({ 'in/b.png': await smallPicture(200) })
  await place.run(sheet)
  assert.deepEqual(results(place), ['out/in 2.jpg', 'out/in.jpg'])
  assert.equal(place.tree()['out/in.jpg'], whole)
  await undo(place)
  assert.deepEqual(results(place), [], 'both are of this batch')
})

test('what a batch had made of a file before that was changed is taken back with the rest', async () => {
  await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
  await place.run(jpeg)
  place.write({ 'in/a.png': await smallPicture(200) })
  const { lines } = await place.run(jpeg)
  const made = lines.find(({ path }) => path.endsWith('a.png'))?.outputs.map(({ path }) => path)
  assert.deepEqual([results(place), made?.length], [['out/a 2.jpg', 'out/a.jpg'], 2])
  await undo(place)
  assert.deepEqual(results(place), [])
})

test('where one of several results was removed, all are made again under the names they had, and undo leaves none', async () => {
  await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
  await place.run(sizes)
  const before = results(place)
  rmSync(join(place.outPath, 'a-10w.png'))
  await place.run(sizes)
  assert.deepEqual(results(place), before)
  await undo(place)
  assert.deepEqual(results(place), [])
})

test('of results one of which was edited, the edited one stays whatever is made again and taken back', async () => {
  await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
  await place.run(sizes)
  appendFileSync(join(place.outPath, 'a-10w.png'), ' ')
  const edited = place.tree()['out/a-10w.png']
  await place.run(sizes)
  await undo(place)
  assert.deepEqual([results(place), place.tree()['out/a-10w.png']], [['out/a-10w.png'], edited])
})

test('a file that failed, and has gone from its folder since, fails no later run; one that was named itself is missed', async () => {
  await using place = await openPlace({
    'a.png': await smallPicture(10),
    'b.png': 'no picture',
    'c.png': 'none either',
  })
  const sources = [place.inPath]
  assert.deepEqual((await place.run(jpeg, { sources })).batch.counts.failed, 2)
  rmSync(join(place.inPath, 'b.png'))
  const { batch, states } = await place.run(jpeg, { sources })
  assert.deepEqual([batch.counts.failed, states], [1, { 'a.png': 'reused', 'b.png': 'skipped', 'c.png': 'failed' }])
  rmSync(join(place.inPath, 'c.png'))
  assert.equal((await place.run(jpeg, { sources })).batch.counts.failed, 0)

  await using named = await openPlace({ 'a.png': 'no picture' })
  const own = { sources: [join(named.inPath, 'a.png')] }
  await named.run(jpeg, own)
  rmSync(join(named.inPath, 'a.png'))
  assert.deepEqual((await named.run(jpeg, own)).states, { 'a.png': 'failed' })
})

test('whoever follows a run that is gone on with is told of a file that has gone since, as of any other', async () => {
  await using place = await openPlace({ 'a.png': await smallPicture(10), 'b.png': 'no picture' })
  await place.run(jpeg)
  rmSync(join(place.inPath, 'b.png'))
  const events = place.host.client.events({ signal: AbortSignal.timeout(60_000) })
  await place.run(jpeg)
  const told: string[] = []
  for await (const event of events) {
    if (event.type === 'ended') told.push(...event.rows.map(({ path, state }) => `${basename(path)} ${state}`))
    if (event.type === 'finished') break
  }
  assert.deepEqual(told.toSorted(), ['a.png done', 'b.png skipped'])
})

test('a result that was made again and taken back leaves the one of the run before, which serves from then on', async () => {
  await using place = await openPlace({ 'a.txt': 'one\n' })
  await place.run(packed)
  await place.run(packed, { again: true })
  await undo(place)
  const { states } = await place.run(packed)
  assert.deepEqual([states, results(place)], [{ 'a.txt': 'reused' }, ['out/a.txt']])
})

test('of files that were made before a run was gone on with, those that are taken back are no longer counted', async () => {
  const pictures = { 'a.png': await smallPicture(10), 'b.png': await smallPicture(90) }
  await using place = await openPlace({ ...pictures, 'c.png': 'no picture' })
  await place.run(jpeg)
  const { batch } = await place.run(jpeg)
  const asked = { batch: batch.batchId, paths: [join(place.inPath, 'a.png')] }
  await place.host.client.ask('batch.undo', asked, { signal: patience() })
  const [row] = (await place.host.client.ask('batch.list', {}, { signal: patience() })).batches
  const { done, reused, undone } = row?.counts ?? {}
  assert.deepEqual([batch.counts.reused, { done, reused, undone }], [2, { done: 1, reused: 1, undone: 1 }])
})

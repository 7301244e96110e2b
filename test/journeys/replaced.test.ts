import assert from 'node:assert/strict'
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharp } from '../../workers/carriers/sharp-module.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(600_000)
const turning = 'name: turn\nsteps:\n  - image.rotate: { by: 90 }\noriginals: replace\n'

/** One picture that can be turned, and a file that is none: the run has something left to go on with. */
async function placeOfPictures(): Promise<Place & AsyncDisposable> {
  const place = await openPlace({ 'b.png': '\x89PNG\r\n\x1a\nbroken' })
  const picture = sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } })
  writeFileSync(join(place.inPath, 'a.png'), await picture.png().toBuffer())
  return place
}

const picture = ({ inPath }: Place): Buffer => readFileSync(join(inPath, 'a.png'))

test('a picture that was turned in place is not turned again by the run that goes on, nor by one that is begun anew', async () => {
  await using place = await placeOfPictures()
  const before = picture(place)
  const first = await place.run(turning)
  const turned = picture(place)
  assert.notDeepEqual(turned, before)
  const again = await place.run(turning)
  assert.equal(again.batch.batchId, first.batch.batchId, 'it goes on')
  assert.deepEqual(picture(place), turned)
  writeFileSync(join(place.inPath, 'b.png'), before)
  await place.run(turning)
  const anew = await place.run(turning)
  assert.notEqual(anew.batch.batchId, first.batch.batchId)
  assert.deepEqual([picture(place), anew.batch.counts.done], [turned, 2])
  await place.run(turning, { out: join(place.inPath, '../elsewhere') })
  assert.deepEqual(picture(place), turned, 'the output folder says nothing about what was replaced')
  await place.host.client.ask('batch.undo', { batch: first.batch.batchId }, { signal })
  assert.deepEqual(picture(place), before)
})

test('what is written over in its place keeps its rights: a private file stays private, a program runs', {
  skip: process.platform === 'win32',
}, async () => {
  const modes = { 'letter.txt': 0o600, 'run.sh': 0o755, 'shared.txt': 0o664 }
  await using place = await openPlace(Object.fromEntries(Object.keys(modes).map((name) => [name, 'one\ntwo\n'])))
  for (const [name, mode] of Object.entries(modes)) chmodSync(join(place.inPath, name), mode)
  await place.run('name: crlf\nsteps:\n  - file.text: { line-endings: crlf }\noriginals: replace\n')
  for (const [name, mode] of Object.entries(modes)) {
    assert.equal(readFileSync(join(place.inPath, name), 'utf8'), 'one\r\ntwo\r\n')
    assert.equal(statSync(join(place.inPath, name)).mode & 0o777, mode, name)
  }
})

test('a result that somebody edited is made anew by the run that goes on, and undo brings back what was there before the run', async () => {
  await using place = await placeOfPictures()
  const before = picture(place)
  const { batch } = await place.run(turning)
  const edited = await sharp(picture(place)).negate().png().toBuffer()
  writeFileSync(join(place.inPath, 'a.png'), edited)
  await place.run(turning)
  assert.notDeepEqual(picture(place), edited)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(picture(place), before)
  const { files } = await place.host.client.ask('vault.list', {}, { signal })
  assert.ok(files.some(({ to }) => readFileSync(to).equals(edited)))
})

test('a result is no input, though another of the same file is gone', async () => {
  await using place = await placeOfPictures()
  const two = `${turning}outputs:\n  - {}\n  - { steps: [image.convert: { to: jpeg }] }\n`
  await place.run(two)
  const turned = picture(place)
  rmSync(join(place.inPath, 'a.jpg'))
  await place.run(two)
  assert.deepEqual(picture(place), turned)
})

test('originals that were moved within the input are no new files, and are told once', async () => {
  await using place = await openPlace({ 'a.txt': 'a\n', 'b.txt': '\0' })
  const recipe =
    'name: move\nsteps:\n  - file.text: { line-endings: crlf }\noriginals: { move: "{out}/done" }\noutput: { folder: "{out}/res" }\n'
  const inside = { out: place.inPath }
  const first = await place.run(recipe, inside)
  assert.equal(first.batch.counts.done, 1)
  const tree = place.tree()
  const again = await place.run(recipe, inside)
  assert.deepEqual([place.tree(), again.batch.counts.done], [tree, 1])
})

test('a row for each result that is met anew has that result and no other', async () => {
  await using place = await openPlace({ 'a.bin': '0123456789' })
  const splitting = 'name: split\nsteps:\n  - file.split: { size: 3 B }\noriginals: replace\n'
  await place.run(splitting)
  const { batch, lines } = await place.run(splitting)
  assert.deepEqual([batch.counts.done, lines.map(({ outputs }) => outputs.length)], [4, [1, 1, 1, 1]])
})

test('a result is no input, though an earlier run met it as one and another took its place', async () => {
  await using place = await openPlace({ 'b.txt': 'b' })
  const besides = 'name: c\noutput: { folder: "{out}", name: "{stem}-c" }\n'
  const run = () => place.run(besides, { out: place.inPath })
  await run()
  await run()
  rmSync(join(place.inPath, 'b-c.txt'))
  await run()
  await run()
  assert.deepEqual(place.tree(), { 'in/b.txt': 'b', 'in/b-c.txt': 'b' })
})

test('a photo that is damaged in the middle stays in its place', async () => {
  const noise = (length: number) => Buffer.from(Array.from({ length }, (_, at) => ((at * 2_654_435_761) >>> 13) & 255))
  const photo = await sharp(noise(600 * 400 * 3), { raw: { width: 600, height: 400, channels: 3 } })
    .blur(2)
    .jpeg({ quality: 100 })
    .toBuffer()
  noise(4096).copy(photo, photo.length >> 1)
  await using place = await openPlace({ 'a.jpg': photo })
  const { states, lines } = await place.run(
    'name: smaller\nsteps:\n  - image.compress: { least-gain: 10 }\noriginals: replace\noutput: { if-larger: skip }\n',
  )
  assert.deepEqual([states['a.jpg'], lines[0]?.code], ['failed', 'file-damaged'])
  assert.deepEqual(readFileSync(join(place.inPath, 'a.jpg')), photo)
})

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { zipOf } from '../fixtures/documents.ts'

const archive = () => zipOf({ 'a.txt': '1', 'sub/a.txt': '2', 'b.csv': '3' })

test('files out of an archive are called as they are in it, where a recipe says nothing of names', async () => {
  await using place = await openPlace({ 'z.zip': await archive() })
  await place.run('name: unpack\nsteps: [archive.unpack]\n')
  const { 'in/z.zip': _, ...unpacked } = place.tree()
  assert.deepEqual(unpacked, { 'out/a.txt': '1', 'out/b.csv': '3', 'out/sub/a.txt': '2' })
})

test('more files than are told at once come out of an archive all together, one of them beside a file that has its name', async () => {
  const names = Array.from({ length: 1_300 }, (_, n) => `f${n}.txt`)
  await using place = await openPlace({ 'z.zip': await zipOf(Object.fromEntries(names.map((name) => [name, name]))) })
  mkdirSync(place.outPath, { recursive: true })
  writeFileSync(join(place.outPath, 'f700.txt'), 'of a person')
  await place.run('name: unpack\nsteps: [archive.unpack]\n')
  const { 'in/z.zip': _, ...found } = place.tree()
  const unpacked = names.map((name) => [`out/${name === 'f700.txt' ? 'f700 2.txt' : name}`, name])
  assert.deepEqual(found, { ...Object.fromEntries(unpacked), 'out/f700.txt': 'of a person' })
})

test('an archive that its files replace makes way for them, in their folders, and undo brings it back', async () => {
  await using place = await openPlace({ 'x/z.zip': await archive() })
  const before = place.tree()
  const { batch } = await place.run('name: unpack\nsteps: [archive.unpack]\noriginals: replace\n')
  assert.deepEqual(place.tree(), { 'in/x/a.txt': '1', 'in/x/b.csv': '3', 'in/x/sub/a.txt': '2' })
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(place.tree(), before)
  assert.ok(!existsSync(join(place.inPath, 'x/sub')), 'a folder that was made for its files goes with them')
})

test('a folder named after the archive is one whatever its files are called', async () => {
  await using place = await openPlace({ 'z.zip': await archive() })
  await place.run('name: unpack\nsteps: [archive.unpack]\noutputs:\n  - { folder: "{out}/{stem}" }\n')
  assert.deepEqual(
    Object.keys(place.tree()).slice(1),
    ['a.txt', 'b.csv', 'sub/a.txt'].map((name) => `out/z/${name}`),
  )
})

const plain = (r: number): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: { r, g: 0, b: 0 } } })
    .png()
    .toBuffer()

test('frames are told apart by their suffix', async () => {
  const frames = [await plain(10), await plain(100), await plain(200)]
  await using place = await openPlace({
    'film.gif': await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  })
  await place.run('name: frames\nsteps: [image.frames]\n')
  assert.deepEqual(Object.keys(place.tree()).slice(1), ['out/film-1.png', 'out/film-2.png', 'out/film-3.png'])
})

test('sizes have the names by which the HTML beside them shows them', async () => {
  await using place = await openPlace({ 'photo.png': await plain(10) })
  await place.run('name: sizes\nsteps: [image.sizes: { widths: [2, 4] }]\n')
  const { 'out/photo.html': html = '', ...others } = place.tree()
  const pictures = Object.keys(others).filter((path) => path.startsWith('out/'))
  assert.deepEqual(pictures, ['out/photo-2w.png', 'out/photo-4w.png'])
  for (const path of pictures) assert.ok(html.includes(path.slice('out/'.length)))
})

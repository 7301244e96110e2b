import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sharp } from '../../workers/carriers/sharp-module.ts'
import { openPlace, type Place } from '../fixtures/bench-of-files.ts'

const signal = AbortSignal.timeout(120_000)
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
  await place.host.client.ask('batch.undo', { batch: first.batch.batchId }, { signal })
  assert.deepEqual(picture(place), before)
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

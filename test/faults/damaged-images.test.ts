import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { join } from 'node:path'
import { Batch, picturing } from './kit/batch.ts'
import { type DamagedImage, type ImageFormat, makeDamagedImages } from './kit/damaged-images.ts'
import { leftovers, touchedOriginals, unexplained, untruths } from './kit/invariants.ts'
import { keyOf, reportOf } from './kit/report.ts'
import { Sandbox } from './kit/sandbox.ts'
import { copyFileSync } from 'node:fs'

const mostMemoryMiB = 1_500
const formats: ImageFormat[] = ['png', 'jpeg', 'webp']

for (const format of formats) {
  test(`damaged ${format} fails with a reason each, and the sound one beside them is done`, async (t) => {
    using made = new Sandbox()
    const images = await makeDamagedImages(made.in, format)
    using batch = new Batch(picturing, (folder) => {
      for (const { name } of images) copyFileSync(join(made.in, name), join(folder, name))
      return images.map(({ name }) => name)
    })
    const ended = await batch.run()
    const states = new Map(reportOf(batch.sandbox).map((line) => [keyOf(line), line.state]))
    const named = (test: (image: DamagedImage) => boolean) => images.filter(test).map(({ name }) => name)
    const failed = named(({ name }) => states.get(name) === 'failed')
    t.diagnostic(`${images.length} pictures, ${failed.length} failed`)
    assert.deepEqual([touchedOriginals(batch), leftovers(batch)].flat(), [])
    assert.deepEqual(untruths(batch, ended, { failing: named(({ must }) => must === 'fail') }), [])
    assert.deepEqual(unexplained(batch, ended, failed), [])
    assert.equal(states.size, images.length)
    assert.deepEqual(
      named(({ name, must }) => must === 'done' && states.get(name) !== 'done'),
      [],
    )
    assert.ok(ended.peakRssKib / 1024 < mostMemoryMiB)
    await decodeAll(batch)
  })
}

/** A result that was published is a picture to its last row. */
async function decodeAll(batch: Batch): Promise<void> {
  const done = reportOf(batch.sandbox).filter(({ state }) => state === 'done')
  assert.equal(batch.results().size, done.length)
  for (const key of batch.results().keys()) {
    await sharp(join(batch.sandbox.out, key), { failOn: 'error' }).raw().toBuffer()
  }
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

/** A red box of 30 × 20 at 10, 15 on white ground of 60 × 50. */
const boxed = await sharp({ create: { width: 60, height: 50, channels: 3, background: '#fdfdfd' } })
  .composite([{ input: { create: { width: 30, height: 20, channels: 3, background: 'red' } }, left: 10, top: 15 }])
  .png()
  .toBuffer()

async function sizeOf(content: Buffer, options: Record<string, unknown> = {}): Promise<unknown[]> {
  const { result, bytes } = await runSteps(content, [call('image.trim', options)])
  const [red, , blue] = await sharp(bytes).removeAlpha().raw().toBuffer()
  return [result.facts.width, result.facts.height, (red ?? 0) > 200 && (blue ?? 0) < 100 ? 'box' : 'border']
}

test('a border of one colour goes, as much of it as is not wanted', async () => {
  assert.deepEqual(await sizeOf(boxed), [30, 20, 'box'])
  assert.deepEqual(await sizeOf(boxed, { margin: 5 }), [40, 30, 'border'])
  assert.deepEqual(await sizeOf(boxed, { colour: 'white' }), [30, 20, 'box'])
  assert.deepEqual(await sizeOf(boxed, { colour: 'white', tolerance: 0 }), [60, 50, 'border'])
})

test('a picture that is nothing but border stays as it is', async () => {
  const plain = await sharp({ create: { width: 60, height: 50, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  assert.deepEqual((await sizeOf(plain)).slice(0, 2), [60, 50])
  const dot = await sharp({ create: { width: 2, height: 1, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  assert.deepEqual((await sizeOf(dot)).slice(0, 2), [2, 1])
  const line = await sharp({ create: { width: 1, height: 300, channels: 3, background: 'white' } })
    .png()
    .toBuffer()
  assert.deepEqual((await sizeOf(line)).slice(0, 2), [1, 300])
})

test('what is cut off is told as the picture is seen, after what was done to it before', async () => {
  const tagged = await sharp(boxed).withMetadata({ orientation: 6 }).png().toBuffer()
  assert.deepEqual(await sizeOf(tagged), [20, 30, 'box'])
  const { result } = await runSteps(boxed, [call('image.rotate', { by: 90 }), call('image.trim')])
  assert.deepEqual([result.facts.width, result.facts.height], [20, 30])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'teal' } })

async function resized(width: number, height: number, options: Record<string, unknown>): Promise<unknown[]> {
  const { facts } = (await runSteps(await blank(width, height).jpeg().toBuffer(), [call('image.resize', options)]))
    .result
  return [facts.width, facts.height]
}

test('the longest side or a frame bounds the picture, which keeps its shape', async () => {
  assert.deepEqual(await resized(600, 400, { longest: 300 }), [300, 200])
  assert.deepEqual(await resized(400, 600, { longest: 300 }), [200, 300])
  assert.deepEqual(await resized(600, 400, { width: 300 }), [300, 200])
  assert.deepEqual(await resized(600, 400, { width: 300, height: 100 }), [150, 100])
  assert.deepEqual(await resized(1000, 1, { longest: 10 }), [10, 1])
  assert.deepEqual(await resized(600, 400, { percent: 25 }), [150, 100])
  assert.deepEqual(await resized(600, 400, { percent: 200 }), [600, 400])
})

test('cover fills the frame and cuts, fill distorts', async () => {
  assert.deepEqual(await resized(600, 400, { width: 100, height: 100, fit: 'cover' }), [100, 100])
  assert.deepEqual(await resized(600, 400, { width: 100, height: 100, fit: 'fill' }), [100, 100])
})

test('cover keeps the side asked for, or what draws the eye', async () => {
  const lamp = { input: { create: { width: 60, height: 60, channels: 3 as const, background: 'yellow' } } }
  const picture = await blank(600, 200)
    .composite([{ ...lamp, left: 500, top: 70 }])
    .png()
    .toBuffer()
  const shows = async (gravity: string) => {
    const options = { width: 100, height: 100, fit: 'cover', gravity }
    const { dominant, channels } = await sharp((await runSteps(picture, [call('image.resize', options)])).bytes).stats()
    return { lamp: (channels[0]?.max ?? 0) > 200, dominant }
  }
  assert.equal((await shows('attention')).lamp, true)
  assert.equal((await shows('east')).lamp, true)
  assert.equal((await shows('west')).lamp, false)
})

test('nothing is enlarged unless asked for', async () => {
  assert.deepEqual(await resized(60, 40, { longest: 300 }), [60, 40])
  assert.deepEqual(await resized(60, 40, { longest: 300, enlarge: true }), [300, 200])
  assert.deepEqual(await resized(60, 40, { width: 50, height: 100, fit: 'cover' }), [50, 40])
  assert.deepEqual(await resized(60, 40, { width: 50, height: 100, fit: 'cover', enlarge: true }), [50, 100])
  assert.deepEqual(await resized(60, 40, { width: 50, height: 100, fit: 'fill' }), [50, 40])
})

test('a picture that lies on its side is measured as it is seen', async () => {
  const lying = await blank(600, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { facts } = (await runSteps(lying, [call('image.resize', { width: 100 })])).result
  assert.deepEqual([facts.width, facts.height, facts.orientation], [100, 150, 'portrait'])
})

test('contradicting options are refused', () => {
  for (const options of [
    {},
    { longest: 10, width: 10 },
    { longest: 10, percent: 10 },
    { width: 10, fit: 'cover' },
    { longest: 0 },
    { longest: 10, widht: 3 },
  ]) {
    assert.throws(() => call('image.resize', options), JSON.stringify(options))
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

/** A red dot in the top left corner of a blue picture of 3 × 2. */
const dotted = await sharp({ create: { width: 3, height: 2, channels: 3, background: 'blue' } })
  .composite([{ input: { create: { width: 1, height: 1, channels: 3, background: 'red' } }, left: 0, top: 0 }])
  .png()
  .toBuffer()

async function dotOf(file: Buffer): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = data.findIndex((value, index) => index % 3 === 0 && value > 200) / 3
  return [info.width, info.height, at % info.width, Math.floor(at / info.width)]
}

test('quarter turns and mirrors move every pixel and change none', async () => {
  const where = async (options: Record<string, unknown>) =>
    dotOf((await runSteps(dotted, [call('image.rotate', options)])).bytes)
  assert.deepEqual(await where({ by: 90 }), [2, 3, 1, 0])
  assert.deepEqual(await where({ by: 180 }), [3, 2, 2, 1])
  assert.deepEqual(await where({ by: -90 }), [2, 3, 0, 2])
  assert.deepEqual(await where({ mirror: 'horizontal' }), [3, 2, 2, 0])
  assert.deepEqual(await where({ mirror: 'vertical' }), [3, 2, 0, 1])
  assert.deepEqual(await where({ by: 90, mirror: 'horizontal' }), [2, 3, 1, 2])
})

test('the orientation tag is applied first', async () => {
  const tagged = await sharp(dotted).withMetadata({ orientation: 6 }).png().toBuffer()
  const { bytes } = await runSteps(tagged, [call('image.rotate', { by: 270 })])
  assert.deepEqual(await dotOf(bytes), [3, 2, 0, 0])
  assert.equal((await sharp(bytes).metadata()).orientation ?? 1, 1)
})

test('any other angle makes a larger frame with corners in the background colour', async () => {
  const square = await sharp({ create: { width: 100, height: 100, channels: 3, background: 'blue' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { bytes, result } = await runSteps(square, [
    call('image.rotate', { by: 45, background: '#00ff00' }),
    call('image.convert', { to: 'png' }),
  ])
  assert.ok(Math.abs(Number(result.facts.width) - 141) <= 1)
  const data = await sharp(bytes).removeAlpha().raw().toBuffer()
  assert.deepEqual([...data.subarray(0, 3)], [0, 255, 0])
})

test('a grey picture gets coloured corners, and stays grey where they are grey', async () => {
  for (const space of ['b-w', 'grey16']) {
    const grey = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#808080' } })
      .toColourspace(space)
      .png()
      .toBuffer()
    const corner = async (background: string) => {
      const { bytes } = await runSteps(grey, [call('image.rotate', { by: 30, background })])
      return [...(await sharp(bytes).toColourspace('srgb').raw().toBuffer()).subarray(0, 3)]
    }
    assert.deepEqual(await corner('#ff0000'), [255, 0, 0], space)
    assert.deepEqual(await corner('#404040'), [64, 64, 64], space)
  }
})

test('the frame counts against the limit of pixels', async () => {
  const flat = await sharp({ create: { width: 400, height: 400, channels: 3, background: 'blue' } })
    .png()
    .toBuffer()
  const limits = { maxPixels: 200_000 }
  await runSteps(flat, [call('image.rotate', { by: 90 })], { limits })
  await assert.rejects(
    runSteps(flat, [call('image.rotate', { by: 45 })], { limits }),
    (error) => error instanceof Fault && error.code === 'too-large',
  )
})

test('animations are mirrored picture by picture, and not turned', async () => {
  const frame = (background: string) =>
    sharp({ create: { width: 8, height: 6, channels: 3, background } })
      .png()
      .toBuffer()
  const gif = await sharp([await frame('red'), await frame('blue')], { join: { animated: true } })
    .gif()
    .toBuffer()
  const { result } = await runSteps(gif, [call('image.rotate', { mirror: 'horizontal' })])
  assert.equal(result.facts.pages, 2)
  for (const options of [{ by: 90 }, { by: 30 }, { mirror: 'vertical' }]) {
    await assert.rejects(
      runSteps(gif, [call('image.rotate', options)]),
      (error) => error instanceof Fault && error.code === 'step-failed',
    )
  }
})

test('of a mirrored animation the side is cut that the mirror shows', async () => {
  const half = { width: 4, height: 6, channels: 3 as const }
  const frame = (left: string, background: string) =>
    sharp({ create: { ...half, width: 8, background } })
      .composite([{ input: { create: { ...half, background: left } }, left: 0, top: 0 }])
      .png()
      .toBuffer()
  const frames = [await frame('red', 'lime'), await frame('blue', 'white')]
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  const west = call('image.crop', { width: 4, gravity: 'west' })
  const { bytes } = await runSteps(gif, [call('image.rotate', { mirror: 'horizontal' }), west])
  const { data, info } = await sharp(bytes, { pages: -1 }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const pixels = (...colours: number[][]) =>
    colours.flatMap((colour) => Array.from({ length: 24 }, () => colour).flat())
  assert.deepEqual([info.width, info.height], [4, 12])
  assert.deepEqual([...data], pixels([0, 255, 0], [255, 255, 255]))
})

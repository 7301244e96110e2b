import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const flat = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#c06040' } })
  .png()
  .toBuffer()

async function pixel(options: Record<string, unknown>): Promise<number[]> {
  const { bytes } = await runSteps(flat, [call('image.colour', options)])
  return [...(await sharp(bytes).toColourspace('srgb').raw().toBuffer()).subarray(0, 3)]
}

test('nothing is changed unless it is asked for', async () => {
  assert.deepEqual(await pixel({}), [0xc0, 0x60, 0x40])
})

test('brightness, contrast and saturation go both ways', async () => {
  const lightness = async (options: Record<string, unknown>) => (await pixel(options)).reduce((sum, each) => sum + each)
  const spread = async (options: Record<string, unknown>) => {
    const found = await pixel(options)
    return Math.max(...found) - Math.min(...found)
  }
  assert.ok((await lightness({ brightness: 20 })) > (await lightness({})))
  assert.ok((await lightness({ brightness: -20 })) < (await lightness({})))
  assert.ok((await spread({ saturation: 30 })) > (await spread({})))
  assert.ok((await spread({ saturation: -100 })) < 4)
  assert.deepEqual(await pixel({ contrast: 50 }), [224, 80, 32])
  assert.deepEqual(await pixel({ contrast: -100 }), [128, 128, 128])
})

test('a darker picture is no richer: its colours go towards black together, and are black in the end', async () => {
  assert.deepEqual(await pixel({ brightness: -100 }), [0, 0, 0])
  const [red = 0, green = 0, blue = 0] = await pixel({ brightness: -50 })
  assert.ok(Math.abs(red / blue - 0xc0 / 0x40) < 0.8 && green > 0x28, `${red}, ${green}, ${blue}`)
})

test('a grey picture has one channel, and no profile that speaks of colours', async () => {
  const wide = await sharp(flat).withIccProfile('p3').jpeg().toBuffer()
  const grey = [call('image.colour', { grey: true }), call('image.metadata', { keep: 'all' })]
  const { bytes } = await runSteps(wide, grey)
  const { channels, hasProfile } = await sharp(bytes).metadata()
  assert.deepEqual([channels, hasProfile], [1, false])
})

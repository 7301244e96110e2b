import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

/** A soft edge from black to white. */
const edge = await sharp(
  Buffer.from(Array.from({ length: 40 * 10 }, (_, at) => Math.min(255, Math.max(0, ((at % 40) - 15) * 25)))),
  { raw: { width: 40, height: 10, channels: 1 } },
)
  .png()
  .toBuffer()

/** The steepest step from one pixel to the next in a row. */
async function steepest(step: ReturnType<typeof call>): Promise<number> {
  const { bytes } = await runSteps(edge, [step])
  const row = (await sharp(bytes).toColourspace('b-w').raw().toBuffer()).subarray(0, 40)
  return Math.max(...row.map((value, at) => Math.abs(value - (row[at + 1] ?? value))))
}

test('edges get steeper when sharpened and softer when blurred', async () => {
  const asItIs = await steepest(call('image.colour'))
  assert.ok((await steepest(call('image.sharpen', { amount: 3, radius: 2 }))) > asItIs)
  assert.ok((await steepest(call('image.blur', { radius: 4 }))) < asItIs)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const red = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
  .png()
  .toBuffer()

async function padded(options: Record<string, unknown>): Promise<unknown[]> {
  const { facts } = (await runSteps(red, [call('image.pad', options)])).result
  return [facts.width, facts.height]
}

test('the picture gets margins up to a size or a shape, and never loses anything', async () => {
  assert.deepEqual(await padded({ width: 50, height: 60 }), [50, 60])
  assert.deepEqual(await padded({ width: 10, height: 60 }), [30, 60])
  assert.deepEqual(await padded({ aspect: '1:1' }), [30, 30])
  assert.deepEqual(await padded({ aspect: '16:9' }), [36, 20])
  assert.deepEqual(await padded({ width: 10 }), [30, 20])
  assert.deepEqual(await padded({ margin: 10 }), [36, 26])
  assert.deepEqual(await padded({ margin: 10, aspect: '1:1' }), [36, 36])
})

test('the picture is in the middle, the colour around it', async () => {
  const { bytes } = await runSteps(red, [call('image.pad', { width: 51, height: 20, background: '#00f' })])
  const row = await sharp(bytes).removeAlpha().raw().toBuffer()
  const blues = Array.from({ length: 51 }, (_, x) => row[x * 3 + 2] === 255)
  assert.deepEqual([blues.indexOf(false), blues.lastIndexOf(false)], [10, 39])
})

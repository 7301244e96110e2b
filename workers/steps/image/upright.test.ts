import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

test('the tag is applied to the pixels and gone', async () => {
  const lying = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
    .jpeg()
    .withMetadata({ orientation: 8 })
    .toBuffer()
  const { bytes, result } = await runSteps(lying, [call('image.upright')])
  const { width, height, orientation } = await sharp(bytes).metadata()
  assert.deepEqual([width, height, orientation], [20, 30, undefined])
  assert.deepEqual([result.facts.width, result.facts.height], [20, 30])
})

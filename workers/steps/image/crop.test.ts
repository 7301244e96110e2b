import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

/** Grey, with a busy red patch near the right end. */
async function scene(): Promise<Buffer> {
  const patch = await sharp({ create: { width: 120, height: 120, channels: 3, background: '#ff3020' } })
    .png()
    .toBuffer()
  return sharp({ create: { width: 1200, height: 300, channels: 3, background: '#808080' } })
    .composite([{ input: patch, left: 1000, top: 90 }])
    .png()
    .toBuffer()
}

async function middle(file: Buffer): Promise<number[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * 3
  return [...data.subarray(at, at + 3)]
}

test('attention keeps what draws the eye', async () => {
  const { bytes, result } = await runSteps(await scene(), [
    call('image.crop', { width: 200, height: 200, gravity: 'attention' }),
  ])
  assert.deepEqual([result.facts.width, result.facts.height], [200, 200])
  assert.deepEqual(await middle(bytes), [255, 48, 32])
})

test('gravity names the side or corner that stays', async () => {
  const sides = async (gravity: string) => {
    const { bytes } = await runSteps(await scene(), [call('image.crop', { width: 240, height: 250, gravity })])
    return (await middle(bytes))[0] === 255
  }
  assert.equal(await sides('east'), true)
  assert.equal(await sides('south-east'), true)
  assert.equal(await sides('west'), false)
  assert.equal(await sides('centre'), false)
})

test('an aspect cuts as little as it can, and a side that is short enough stays', async () => {
  const size = async (options: Record<string, unknown>) => {
    const { facts } = (await runSteps(await scene(), [call('image.crop', options)])).result
    return [facts.width, facts.height]
  }
  assert.deepEqual(await size({ aspect: '1:1' }), [300, 300])
  assert.deepEqual(await size({ aspect: '16:9' }), [533, 300])
  assert.deepEqual(await size({ width: 5000, height: 100 }), [1200, 100])
  assert.deepEqual(await size({ width: 5000 }), [1200, 300])
})

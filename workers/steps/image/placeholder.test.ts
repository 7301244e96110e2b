import assert from 'node:assert/strict'
import { test } from 'node:test'
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { sharp } from '../../carriers/sharp-module.ts'

test('a picture says its main colour, and is there blurred in a few letters', async () => {
  const picture = await sharp({ create: { width: 300, height: 150, channels: 3, background: '#2060d0' } })
    .composite([{ input: { create: { width: 40, height: 40, channels: 3, background: 'white' } }, left: 0, top: 0 }])
    .png()
    .toBuffer()
  const { facts } = (await runSteps(picture, [call('image.placeholder')])).result
  const hash = Buffer.from(String(facts.thumbhash), 'base64')
  assert.ok(hash.length < 30)
  assert.ok(Math.abs(thumbHashToApproximateAspectRatio(hash) - 2) < 0.5)
  assert.ok(thumbHashToAverageRGBA(hash).b > 0.6)
  const [r = 0, g = 0, b = 0] = (String(facts.colour).match(/[\da-f]{2}/g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  )
  assert.deepEqual(String(facts.colours).split(' ').slice(0, 2), ['#2060d0', '#ffffff'])
  assert.ok(r < 64 && g > 64 && g < 128 && b > 180, String(facts.colour))
})

test('the main colour is one that the picture has: white is no light grey, black no dark one, and nothing is white', async () => {
  for (const [background, colour] of [
    ['#ffffff', '#ffffff'],
    ['#000000', '#000000'],
    ['#2060d0', '#2060d0'],
    [{ r: 0, g: 0, b: 0, alpha: 0 }, '#ffffff'],
  ] as const) {
    const picture = sharp({ create: { width: 20, height: 20, channels: 4, background } })
    const { facts } = (await runSteps(await picture.png().toBuffer(), [call('image.placeholder')])).result
    assert.equal(facts.colour, colour)
  }
})

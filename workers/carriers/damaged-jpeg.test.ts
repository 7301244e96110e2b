import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'

const small = [call('image.resize', { longest: 64 })]

/** The same each time, without any order. */
function noise(length: number, from = 1): Buffer {
  let state = from
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255))
}

async function photo({ progressive = false } = {}): Promise<Buffer> {
  const [width, height] = [320, 240]
  return sharp(noise(width * height * 3), { raw: { width, height, channels: 3 } })
    .blur(1)
    .jpeg({ quality: 90, progressive })
    .toBuffer()
}

for (const progressive of [false, true])
  test(`a ${progressive ? 'progressive' : 'usual'} JPEG with other bytes in the middle is a fault, and not half a picture`, async () => {
    const bytes = await photo({ progressive })
    noise(4096, 7).copy(bytes, bytes.length >> 1)
    await assert.rejects(runSteps(bytes, small), (error) => error instanceof Fault && error.code === 'file-damaged')
  })

test('what stands in the head of a JPEG between its parts, and behind its end, is no damage', async () => {
  const whole = await photo()
  const { bytes: expected } = await runSteps(whole, small)
  const padding = Buffer.from([0, 0, 1, 0xff, 0, 7])
  const behindFirst = 4 + whole.readUInt16BE(4)
  for (const at of [behindFirst, whole.length]) {
    const padded = Buffer.concat([whole.subarray(0, at), padding, whole.subarray(at)])
    assert.deepEqual((await runSteps(padded, small)).bytes, expected, `at ${at}`)
  }
})

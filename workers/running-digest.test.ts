import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { RunningDigest } from './running-digest.ts'

const kib = 1024

test('whatever was read before, and in whichever order, it is the digest of the file once the rest has passed', () => {
  const content = Buffer.from(Array.from({ length: 300 }, (_, at) => at % 251))
  const reading = fc.tuple(fc.nat(320), fc.integer({ min: 0, max: 90 }))
  fc.assert(
    fc.property(fc.array(reading), (readings) => {
      const part = (at: number, length: number) => content.subarray(at, at + length)
      const running = new RunningDigest(part)
      for (const [at, length] of readings) running.pass(part(at, length), at)
      while (running.passedBytes < content.length) running.pass(part(running.passedBytes, 70), running.passedBytes)
      assert.equal(running.end(), hash('sha256', content))
    }),
  )
})

test('a short stretch that was passed over is read along, and behind a long one nothing counts', () => {
  const content = Buffer.alloc(200 * kib, 7)
  const asked: number[] = []
  const running = new RunningDigest((at, length) => {
    asked.push(length)
    return content.subarray(at, at + length)
  })
  running.pass(content.subarray(64 * kib, 65 * kib), 64 * kib)
  assert.deepEqual([running.passedBytes, asked], [65 * kib, [64 * kib]])
  running.pass(content.subarray(130 * kib), 130 * kib)
  assert.deepEqual([running.passedBytes, asked], [65 * kib, [64 * kib]])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { similarity } from './similarity.ts'

const pictures = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })).chain(([width, height]) => {
  const pixels = fc.uint8Array({ minLength: width * height, maxLength: width * height })
  return fc.tuple(pixels, pixels).map(([a, b]) => [
    { data: a, width, height },
    { data: b, width, height },
  ])
})

test('the same is 1, nothing is more alike, and it does not matter which comes first', () => {
  fc.assert(
    fc.property(pictures, ([one, other]) => {
      assert.ok(one && other)
      assert.ok(Math.abs(similarity(one, one) - 1) < 1e-9)
      const alike = similarity(one, other)
      assert.ok(alike <= 1 + 1e-9 && alike >= -1 - 1e-9)
      assert.ok(Math.abs(alike - similarity(other, one)) < 1e-9)
    }),
  )
})

test('what is lost in details counts for more than a picture that is a little lighter', () => {
  const size = { width: 64, height: 64 }
  const busy = new Uint8Array(64 * 64).map((_, at) => 128 + Math.round(40 * Math.sin(at * 1.7)))
  const lighter = busy.map((value) => value + 6)
  const smooth = new Uint8Array(64 * 64).fill(128)
  const to = (data: Uint8Array) => similarity({ ...size, data: busy }, { ...size, data })
  assert.ok(to(lighter) > 0.99)
  assert.ok(to(smooth) < 0.1)
  assert.throws(() => similarity({ ...size, data: busy }, { width: 32, height: 128, data: busy }), RangeError)
})

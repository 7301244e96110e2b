import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAnimatedJxl, jxlSize } from './jxl-header.ts'

test('a box that says it is long, and then that it has no length, is stepped over', () => {
  const box = Buffer.alloc(16)
  box.writeUInt32BE(1, 0)
  box.write('free', 4, 'latin1')
  const picture = Buffer.from('0000000c6a786c63ff0a', 'hex')
  // Small, 8 pixels high, and as wide as high.
  const header = Buffer.from([0b0100_0001, 0b0000_0000])
  assert.deepEqual(jxlSize(Buffer.concat([box, picture, header])), { width: 8, height: 8 })
  assert.throws(() => jxlSize(box), RangeError)
})

/** A bare stream: small, 8 pixels high, as wide as high, and then these bits, the first of them first. */
function streamOf(bits: string): Buffer {
  const all = `100000100${bits}`.padEnd(32, '0')
  const bytes = all.match(/.{8}/g)?.map((byte) => Number.parseInt([...byte].toReversed().join(''), 2))
  return Buffer.from([0xff, 0x0a, ...(bytes ?? [])])
}

test('an animation says that it is one behind its size', () => {
  assert.deepEqual(jxlSize(streamOf('1')), { width: 8, height: 8 })
  const [usual, saysMore, upright, shownSmaller, noPreview] = ['1', '01', '000', '1100000100', '0']
  assert.equal(isAnimatedJxl(streamOf(`${saysMore}${upright}0${noPreview}1`)), true)
  assert.equal(isAnimatedJxl(streamOf(`${saysMore}${upright}${shownSmaller}${noPreview}1`)), true)
  assert.equal(isAnimatedJxl(streamOf(`${saysMore}${upright}0${noPreview}0`)), false)
  assert.equal(isAnimatedJxl(streamOf(`${usual}111111`)), false)
  assert.equal(isAnimatedJxl(streamOf('').subarray(0, 3)), false)
})

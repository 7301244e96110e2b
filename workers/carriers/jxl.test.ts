import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jxlSize } from './jxl.ts'

test('a box that says it is long, and then that it has no length, is stepped over', () => {
  const box = Buffer.alloc(16)
  box.writeUInt32BE(1, 0)
  box.write('free', 4, 'latin1')
  const picture = Buffer.from('0000000a6a786c63ff0a', 'hex')
  // Small, 8 pixels high, and as wide as high.
  const header = Buffer.from([0b0100_0001, 0b0000_0000])
  assert.deepEqual(jxlSize(Buffer.concat([box, picture, header])), { width: 8, height: 8 })
  assert.throws(() => jxlSize(box), RangeError)
})

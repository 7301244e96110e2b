import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uprightExif } from './upright-exif.ts'

/** One directory, which says only how the picture is turned. */
function turned(orientation: number): Buffer {
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
  return Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0])
}

test('a block says that its picture is upright, and the one it was made of stays as it was', () => {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), turned(6)])
  assert.deepEqual(uprightExif(exif), turned(1))
  assert.deepEqual(exif.subarray(6), turned(6))
})

test('a block that ends before its directory does is upright as far as it goes', () => {
  const cut = turned(6).subarray(0, 23)
  cut.writeUInt16LE(2, 8)
  assert.equal(uprightExif(cut).readUInt16LE(18), 1)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutThumbnail } from './without-thumbnail.ts'

/** Two directories, the first of a maker's name, the second of a small picture, that lies behind them. */
function photoBlock(thumbnail: string): Buffer {
  const entry = (number: number, value: number) => [number & 255, number >> 8, 4, 0, 1, 0, 0, 0, value, 0, 0, 0]
  const first = [1, 0, ...entry(0x010f, 77), 26, 0, 0, 0]
  const second = [2, 0, ...entry(0x0201, 56), ...entry(0x0202, thumbnail.length), 0, 0, 0, 0]
  const directories = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, ...first, ...second])
  return Buffer.concat([directories, Buffer.from(`${thumbnail}NOTE`)])
}

test('a thumbnail goes with the way to it, and every other byte stays', () => {
  const wanted = photoBlock('\0\0\0\0\0')
  wanted.writeUInt32LE(0, 22)
  assert.deepEqual(withoutThumbnail(photoBlock('SMALL')), wanted)
  assert.equal(withoutThumbnail(wanted), undefined)
  const nowhere = photoBlock('SMALL')
  nowhere.writeUInt16LE(0x0203, 28)
  assert.deepEqual(withoutThumbnail(nowhere)?.subarray(0, 22), nowhere.subarray(0, 22))
})

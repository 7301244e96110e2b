import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { redactExif, withoutThumbnail } from './redact-exif.ts'
import { renewedExif } from './renewed-exif.ts'

test('a block that is nonsense is refused or blanked, never read outside its bounds', () => {
  const kept = fc.record({ copyright: fc.boolean(), camera: fc.boolean(), location: fc.boolean() })
  const head = fc.constantFrom('II*\0\x08\0\0\0', 'MM\0*\0\0\0\x08')
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 200 }), kept, (start, rest, keep) => {
      const block = Buffer.concat([Buffer.from(start, 'latin1'), rest])
      for (const redacted of [redactExif(block, keep), withoutThumbnail(block)]) {
        assert.ok(redacted === undefined || redacted.length === block.length)
      }
      const renewed = renewedExif(block, { width: 3, height: 2, orientation: 1, stamp: { author: 'Somebody' } })
      assert.ok(renewed === undefined || renewed.includes('Somebody'))
    }),
  )
})

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

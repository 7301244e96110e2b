import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { redactExif } from './redact-exif.ts'
import { renewedExif } from './renewed-exif.ts'
import { withoutThumbnail } from './without-thumbnail.ts'

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { tiffWithNotes } from '../../test/fixtures/tagged-tiff.ts'
import { sharp } from './sharp-module.ts'

const grey = { width: 20, height: 10, channels: 3 as const, background: '#806040' }
const lostBy = async (given: Buffer, to: string, keep = 'all') => {
  const steps = [call('image.convert', { to }), call('image.metadata', { keep })]
  const { result } = await runSteps(given, steps, { family: 'image' })
  return result.facts.lost
}

test('what the format of a result cannot hold of what was to be kept is told', async () => {
  const deep = await sharp({ create: grey }).toColourspace('rgb16').withIccProfile('p3').png().toBuffer()
  assert.equal(await lostBy(deep, 'jxl'), 'more than 8 bits a channel, colour profile')
  assert.equal(await lostBy(deep, 'jxl', 'none'), 'more than 8 bits a channel')
  assert.equal(await lostBy(deep, 'tiff'), undefined)
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { ...grey, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  assert.deepEqual([await lostBy(moving, 'jpeg'), await lostBy(moving, 'webp')], ['further frames', undefined])
  const told = sharp({ create: grey })
    .withExif({ IFD0: { Artist: 'A' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
  assert.equal(await lostBy(await told.jpeg().toBuffer(), 'gif'), 'camera and times (EXIF), XMP')
  assert.equal(await lostBy(await told.jpeg().toBuffer(), 'gif', 'none'), undefined)
})

test('words for archives, comments and notes of the maker are told where they go', async () => {
  const scan = await tiffWithNotes()
  assert.equal(await lostBy(scan, 'webp'), 'words for archives (IPTC), notes of the camera’s maker')
  assert.equal(await lostBy(scan, 'webp', 'none'), undefined)
  const jpeg = await sharp({ create: grey }).jpeg().toBuffer()
  const commented = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('\xff\xfe\0\x04hi', 'latin1'), jpeg.subarray(2)])
  assert.deepEqual([await lostBy(commented, 'png'), await lostBy(commented, 'jpeg')], ['comments and texts', undefined])
})

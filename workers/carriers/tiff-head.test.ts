import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { largeFormTiff, measuredTiff } from '../../test/fixtures/tagged-tiff.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'
import { readerOf } from './tiff-block.ts'
import { tiffPages } from './tiff-pages.ts'

/** With another number behind a tag of its first picture. */
function tagged(tiff: Buffer, { tag, number }: { tag: number; number: number }): Buffer {
  const bytes = Buffer.from(tiff)
  const start = bytes.readUInt32LE(4)
  for (let at = start + 2; at < start + 2 + bytes.readUInt16LE(start) * 12; at += 12)
    if (bytes.readUInt16LE(at) === tag) bytes.writeUInt16LE(number, at + 8)
  return bytes
}

test('a TIFF file in the form of very large ones is read, pages and all, and says what it said', async () => {
  const large = await largeFormTiff('A. Uthor')
  assert.deepEqual(await tiffPages(readerOf(large)), { full: 2, isRaw: false, otherColours: undefined })
  const { bytes } = await runSteps(large, [
    call('image.convert', { to: 'jpeg', pages: 'first' }),
    call('image.metadata', { keep: 'all' }),
  ])
  assert.ok((await sharp(bytes).metadata()).exif?.includes('A. Uthor'))
})

test('a TIFF file of numbers of 64 bits is said to be that, and not to be damaged', async () => {
  await assert.rejects(
    runSteps(await measuredTiff(), [call('image.convert', { to: 'jpeg' })]),
    (error) => error instanceof Fault && error.code === 'wrong-type' && error.why.includes('(64 bits)'),
  )
})

test('a TIFF file whose colours would be taken for others is refused, and one packed as JPEG is read', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  const picture = sharp({ create: { width: 32, height: 16, channels: 3, background: 'red', noise } })
  const jpeg = await picture.clone().tiff({ compression: 'jpeg' }).toBuffer()
  assert.equal((await tiffPages(readerOf(jpeg)))?.otherColours, undefined)
  await runSteps(jpeg, [call('image.convert', { to: 'png' })])
  const plain: Buffer = await picture.tiff({ compression: 'none', predictor: 'none' }).toBuffer()
  for (const [number, colours] of Object.entries({ 6: 'YCbCr', 8: 'CIELab', 9: 'CIELab', 10: 'CIELab' }))
    await assert.rejects(
      runSteps(tagged(plain, { tag: 0x106, number: Number(number) }), [call('image.convert', { to: 'png' })]),
      (error) => error instanceof Fault && error.code === 'wrong-type' && error.why.includes(colours),
    )
})

test('a TIFF file that is packed in a way that is not read is said to be that, and not to be damaged', async () => {
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .tiff({ compression: 'lzw' })
    .toBuffer()
  await assert.rejects(
    runSteps(tagged(plain, { tag: 0x103, number: 50_000 }), [call('image.convert', { to: 'png' })]),
    (error) => error instanceof Fault && error.code === 'wrong-type' && error.why.includes('(Zstandard)'),
  )
})

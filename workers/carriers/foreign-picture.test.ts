import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { heicPicture } from '../../test/fixtures/heic.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { decodeJxl, jxlSize } from './jxl.ts'
import { sharp } from './sharp-module.ts'

const asPng = call('image.convert', { to: 'png' })
const asJxl = (options = {}) => call('image.convert', { to: 'jxl', effort: 1, ...options })

async function corners(file: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
  const [right, bottom] = [info.width - 4, info.height - 4]
  return [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)].map((pixel) =>
    pixel.map((level) => (level > 127 ? 1 : 0)),
  )
}
const quarters = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 1],
]

test('a HEIC picture becomes pixels, upright, with its tags and colour profile', async () => {
  const { bytes, result } = await runSteps(heicPicture, [call('image.metadata', { keep: 'all' }), asPng])
  assert.deepEqual([result.facts.width, result.facts.height], [64, 32])
  assert.deepEqual(await corners(bytes), quarters)
  const { exif, icc, orientation } = await sharp(bytes).metadata()
  assert.ok(exif?.includes('A. Uthor'))
  assert.ok(icc && icc.length > 300)
  assert.equal(orientation ?? 1, 1)
})

test('left as it is, a HEIC picture is written as JPEG', async () => {
  const { result } = await runSteps(heicPicture, [])
  assert.deepEqual([result.type, result.extension], ['image/jpeg', 'jpg'])
})

test('a JPEG XL picture goes there and back, lossless when asked', async () => {
  const drawn = (await runSteps(heicPicture, [asPng])).bytes
  const { bytes, result } = await runSteps(drawn, [asJxl({ lossless: true })])
  assert.deepEqual([result.type, result.extension], ['image/jxl', 'jxl'])
  assert.deepEqual(jxlSize(bytes), { width: 64, height: 32 })
  const back = (await runSteps(bytes, [asPng])).bytes
  assert.ok(
    (await sharp(back).removeAlpha().raw().toBuffer()).equals(await sharp(drawn).removeAlpha().raw().toBuffer()),
  )
  const lossy = (await runSteps(drawn, [asJxl({ quality: 60 })])).bytes
  assert.deepEqual(await corners((await runSteps(lossy, [asPng])).bytes), quarters)
})

test('grey, transparent and turned pictures are written as JPEG XL as they are seen', async () => {
  const ground = {
    create: { width: 30, height: 20, channels: 4 as const, background: { r: 200, g: 0, b: 0, alpha: 0.5 } },
  }
  const veil = await runSteps(await sharp(ground).png().toBuffer(), [asJxl({ lossless: true })])
  assert.equal((await decodeJxl(veil.bytes)).data[3], 128)
  const tagged = await sharp(ground).flatten().toColourspace('b-w').withMetadata({ orientation: 6 }).jpeg().toBuffer()
  assert.deepEqual((await runSteps(tagged, [asJxl()])).result.facts.height, 30)
})

test('too many pixels are refused before any is decoded, and damage is named', async () => {
  const jxl = (await runSteps(heicPicture, [asJxl()])).bytes
  const fails = (file: Buffer, codes: string[], limits = {}) =>
    assert.rejects(runSteps(file, [asPng], { limits }), (error) => {
      assert.ok(error instanceof Fault && codes.includes(error.code), String(error))
      return true
    })
  for (const file of [heicPicture, jxl]) {
    await fails(file, ['too-large'], { maxPixels: 1000 })
    await fails(file.subarray(0, file.length - 40), ['file-truncated', 'file-damaged'])
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { heicPicture } from '../fixtures/heic.ts'
import { filesBelow, RecipeRun } from './recipe-run.ts'

/** A red box in the middle of white ground. */
async function shot(width: number, height: number): Promise<Buffer> {
  const box = { width: Math.round(width / 2), height: Math.round(height / 2), channels: 3 as const, background: 'red' }
  return sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite([{ input: { create: box } }])
    .jpeg({ quality: 95 })
    .toBuffer()
}

const shapesOf = async (results: Map<string, Buffer>) =>
  Promise.all(
    [...results].map(async ([name, content]) => {
      if (name.endsWith('.html')) return [name]
      const { format, width, height } = await sharp(content).metadata()
      return [name, `${format} ${width}x${height}`]
    }),
  )

test('responsive-pictures: every size in every format, and HTML that names exactly the files beside it', async () => {
  using run = new RecipeRun({ 'trip/Rote Wand.jpg': await shot(1000, 600) })
  const { exitCode, results, printed } = await run.run('responsive-pictures')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual(await shapesOf(results), [
    ['trip/Rote Wand-480w.avif', 'heif 480x288'],
    ['trip/Rote Wand-480w.jpg', 'jpeg 480x288'],
    ['trip/Rote Wand-480w.webp', 'webp 480x288'],
    ['trip/Rote Wand-960w.avif', 'heif 960x576'],
    ['trip/Rote Wand-960w.jpg', 'jpeg 960x576'],
    ['trip/Rote Wand-960w.webp', 'webp 960x576'],
    ['trip/Rote Wand.html'],
  ])
  const html = results.get('trip/Rote Wand.html')?.toString() ?? ''
  const named = [...html.matchAll(/(?:src="|srcset="|, )([^" ]+)/g)].map(
    ([, name = '']) => `trip/${decodeURIComponent(name)}`,
  )
  assert.deepEqual(
    [...new Set(named)].toSorted(),
    [...results.keys()].filter((name) => !name.endsWith('.html')),
  )
})

test('shop-product-shots: trimmed, squared on white, in the sizes there are pixels for', async () => {
  using run = new RecipeRun({ 'sku-1/front.jpg': await shot(2400, 1600), 'sku-1/back.png': await shot(600, 900) })
  const { exitCode, results, printed } = await run.run('shop-product-shots')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual(await shapesOf(results), [
    ['sku-1/back-200w.jpg', 'jpeg 200x200'],
    ['sku-1/front-200w.jpg', 'jpeg 200x200'],
    ['sku-1/front-800w.jpg', 'jpeg 800x800'],
  ])
  const { data, info } = await sharp(results.get('sku-1/front-200w.jpg')).raw().toBuffer({ resolveWithObject: true })
  assert.ok((data[0] ?? 0) > 250 && (data[1] ?? 0) > 250)
  const middle = (100 * info.width + 100) * 3
  assert.ok((data[middle] ?? 0) > 200 && (data[middle + 1] ?? 255) < 60)
})

const grain = { type: 'gaussian' as const, mean: 128, sigma: 12 }

/** As a camera writes it: grain, in a quality nobody sees. */
async function cameraPhoto(quality: number): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: 'grey', noise: grain } })
    .blur(0.8)
    .withExif({ IFD0: { Model: 'Box' } })
    .jpeg({ quality })
    .toBuffer()
}

test('free-up-space: smaller files take the originals’ places where it is worth it', async () => {
  const [large, small] = [await cameraPhoto(98), await cameraPhoto(55)]
  const rough = { type: 'gaussian' as const, mean: 120, sigma: 40 }
  const spent = await sharp({ create: { width: 1000, height: 800, channels: 3, background: 'red', noise: rough } })
    .jpeg()
    .toBuffer()
  const files = { 'a/large.jpg': large, 'a/small.jpg': small, 'a/spent.jpg': spent, 'a/tiny.jpg': await shot(90, 60) }
  using run = new RecipeRun(files)
  const { exitCode, report, printed } = await run.run('free-up-space')
  assert.equal(exitCode, 0, printed)
  const there = filesBelow(run.input)
  const now = there.get('a/large.jpg') ?? Buffer.alloc(0)
  assert.ok(now.length < large.length * 0.9, `${now.length} of ${large.length}: ${JSON.stringify(report)}`)
  assert.ok((await sharp(now).metadata()).exif?.includes('Box'))
  assert.ok(Number(report[0]?.outputs[0]?.facts?.['similarity']) >= 0.95)
  assert.ok(there.get('a/small.jpg')?.equals(small))
  assert.ok(spent.length > 200_000 && there.get('a/spent.jpg')?.equals(spent))
  assert.deepEqual([...there.keys()], ['a/large.jpg', 'a/small.jpg', 'a/spent.jpg', 'a/tiny.jpg'])
  const codes = Object.fromEntries(report.map(({ path, state, code }) => [path.split('/').at(-1), code ?? state]))
  assert.deepEqual(codes, {
    'large.jpg': 'done',
    'small.jpg': 'left-out',
    'spent.jpg': 'not-smaller',
    'tiny.jpg': 'left-out',
  })
})

test('free-up-space: a picture for print stays as it is, and the report says why', async () => {
  const print = await sharp(await cameraPhoto(100))
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer()
  assert.ok(print.length > 200_000)
  using run = new RecipeRun({ 'print.jpg': print })
  const { exitCode, report, printed } = await run.run('free-up-space')
  assert.equal(exitCode, 0, printed)
  assert.ok(filesBelow(run.input).get('print.jpg')?.equals(print))
  assert.equal(report[0]?.state, 'skipped')
  assert.match(report[0]?.message ?? '', /print\.jpg would not get smaller\. It is in the colours of print \(CMYK\)/)
})

test('iphone-photos-to-jpeg: HEIC becomes JPEG with all its tags, other files are left alone', async () => {
  using run = new RecipeRun({ 'IMG_0001.HEIC': heicPicture, 'IMG_0002.JPG': await shot(90, 60) })
  const { exitCode, results, printed } = await run.run('iphone-photos-to-jpeg')
  assert.equal(exitCode, 0, printed)
  assert.deepEqual(await shapesOf(results), [['IMG_0001.jpg', 'jpeg 64x32']])
  const { exif, hasProfile } = await sharp(results.get('IMG_0001.jpg')).metadata()
  assert.ok(exif?.includes('A. Uthor') && hasProfile)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { exifDensity } from '../../carriers/exif-density.ts'
import { imageFormats } from '../../carriers/image-formats.ts'
import { withPngChunks } from '../../carriers/png-chunks.ts'
import { sharp } from '../../carriers/sharp-module.ts'

const gradient = sharp(Buffer.from(Array.from({ length: 60 * 40 * 3 }, (_, index) => index & 255)), {
  raw: { width: 60, height: 40, channels: 3 },
})

async function size(options: Record<string, unknown>): Promise<number> {
  return (await runSteps(await gradient.clone().png().toBuffer(), [call('image.convert', options)])).bytes.length
}

test('every format is written as what it is called', async () => {
  for (const [to, { type, extensions }] of Object.entries(imageFormats)) {
    const { result } = await runSteps(await gradient.clone().png().toBuffer(), [call('image.convert', { to })])
    assert.deepEqual([result.type, result.extension], [type, extensions[0]])
  }
})

test('quality and lossless do what they say', async () => {
  for (const to of ['jpeg', 'webp', 'avif'])
    assert.ok((await size({ to, quality: 20 })) < (await size({ to, quality: 95 })), to)
  const { bytes } = await runSteps(await gradient.clone().png().toBuffer(), [
    call('image.convert', { to: 'webp', lossless: true }),
  ])
  assert.deepEqual(await sharp(bytes).raw().toBuffer(), await gradient.clone().raw().toBuffer())
})

test('what has a transparency that shows nothing is written without loss, still or moving', async () => {
  const opaque = gradient.clone().ensureAlpha(1)
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 9, height: 7, channels: 4, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = sharp(frames, { join: { animated: true } }).gif()
  const grey = gradient.clone().toColourspace('b-w').ensureAlpha(1).png()
  for (const picture of [opaque.png(), moving, grey])
    for (const to of ['webp', 'jxl', 'avif'])
      await runSteps(await picture.toBuffer(), [call('image.convert', { to, lossless: true })])
})

test('an animation in which a frame repeats the one before takes as long as it did, and nothing of it is lost', async () => {
  const frames = (...colours: string[]) =>
    Promise.all(
      colours.map((background) =>
        sharp({ create: { width: 9, height: 7, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
  const gif = { delay: [100, 200, 300, 0, 400], loop: 2, keepDuplicateFrames: true }
  const pausing = await sharp(await frames('red', 'red', 'blue', 'blue', 'red'), { join: { animated: true } })
    .gif(gif)
    .toBuffer()
  const lasts = async (file: Buffer) =>
    (await sharp(file).metadata()).delay?.reduce((sum, each) => sum + (each || 100), 0)
  for (const options of [{ to: 'webp', lossless: true }, { to: 'webp' }, { to: 'gif' }]) {
    const { bytes, result } = await runSteps(pausing, [call('image.convert', options)])
    assert.deepEqual([await lasts(bytes), result.facts.lost], [await lasts(pausing), undefined])
    assert.equal(result.facts.pages, (await sharp(bytes).metadata()).pages)
  }
  const resting = await sharp(await frames('red', 'red', 'red'), { join: { animated: true } })
    .gif({ keepDuplicateFrames: true })
    .toBuffer()
  for (const lossless of [true, false])
    assert.equal((await runSteps(resting, [call('image.convert', { to: 'webp', lossless })])).result.facts.pages, 1)
})

test('pages that become an animation stand for the usual time each, and are shown for ever', async () => {
  const page = (background: string) =>
    sharp({ create: { width: 9, height: 7, channels: 3, background } })
      .png()
      .toBuffer()
  const pages = await sharp([await page('red'), await page('blue')], { join: { animated: true } })
    .tiff()
    .toBuffer()
  for (const to of ['gif', 'webp']) {
    const { bytes, result } = await runSteps(pages, [call('image.convert', { to })])
    const { delay, loop } = await sharp(bytes).metadata()
    assert.deepEqual([to, delay, loop, result.facts.pages], [to, [100, 100], 0, 2])
  }
})

test('a grey picture is written without loss into formats that hold colours only, transparent or deep as it may be', async () => {
  const grey = gradient.clone().toColourspace('b-w')
  const deep = sharp(
    Uint16Array.from({ length: 60 * 40 }, (_, index) => index * 27),
    {
      raw: { width: 60, height: 40, channels: 1 },
    },
  )
  const pictures: [Buffer, number][] = [
    [await grey.clone().png().toBuffer(), 0],
    [await grey.clone().ensureAlpha(0.5).png().toBuffer(), 0],
    // Of 16 bits the upper eight, rounded one way or the other.
    [await deep.toColourspace('grey16').png().toBuffer(), 1],
  ]
  for (const [picture, offMost] of pictures)
    for (const to of ['webp', 'avif', 'jxl']) {
      const { bytes } = await runSteps(picture, [call('image.convert', { to, lossless: true })])
      const back = (await runSteps(bytes, [call('image.convert', { to: 'png' })])).bytes
      const seen = (file: Buffer) => sharp(file).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer()
      const wanted = await seen(picture)
      const off = (await seen(back)).map((value, at) => Math.abs(value - (wanted[at] ?? 0)))
      assert.ok(Math.max(...off) <= offMost, to)
    }
})

test('pixels lie as close in the result as in the file, in every format that says so', async () => {
  const dense = { density: 300 }
  const photos = [
    await gradient.clone().withMetadata(dense).jpeg().toBuffer(),
    await gradient.clone().withMetadata(dense).webp().toBuffer(),
  ]
  const keepAll = call('image.metadata', { keep: 'all' })
  for (const photo of photos)
    for (const to of ['jpeg', 'png', 'webp', 'tiff', 'avif']) {
      const { bytes } = await runSteps(photo, [
        call('image.resize', { longest: 30 }),
        keepAll,
        call('image.convert', { to }),
      ])
      assert.equal(await densityIn(bytes), 300, to)
    }
  const { bytes } = await runSteps(await gradient.clone().png().toBuffer(), [call('image.convert', { to: 'tiff' })])
  assert.equal(await densityIn(bytes), 72)
  for (const photo of photos) {
    const plain = await runSteps(photo, [call('image.convert', { to: 'png' })])
    assert.equal(await densityIn(plain.bytes), 300)
  }
})

test('how large a picture is printed is no tag of it: it is told also where none is kept', async () => {
  const photo = await gradient.clone().withDensity(300).jpeg().toBuffer()
  for (const to of ['jpeg', 'png', 'tiff']) {
    const { bytes } = await runSteps(photo, [call('image.convert', { to })])
    const { density, exif } = await sharp(bytes).metadata()
    assert.deepEqual([Math.round(density ?? 0), exif], [300, undefined], to)
    const again = await runSteps(bytes, [call('image.convert', { to: 'jpeg' })])
    assert.equal(Math.round((await densityIn(again.bytes)) ?? 0), 300, `${to}, once more`)
    await sharp(again.bytes, { failOn: 'warning' }).stats()
  }
})

test('a picture that does not say how close its pixels lie is not said to be of a pixel to the millimetre', async () => {
  const photo = await gradient.clone().webp().toBuffer()
  for (const steps of [[], [call('image.metadata', { keep: 'all' })]])
    for (const to of ['jpeg', 'png', 'webp', 'avif']) {
      const { bytes } = await runSteps(photo, [...steps, call('image.convert', { to })])
      const told = steps.length > 0 || to === 'jpeg' || to === 'png'
      assert.equal(await densityIn(bytes), told ? 72 : undefined, to)
      await sharp(bytes, { failOn: 'warning' }).stats()
    }
})

test('a picture that tells the shape of its pixels and names no unit is not said to be printed in millimetres', async () => {
  const photo = await gradient.clone().withDensity(72).jpeg().toBuffer()
  const unit = photo.indexOf('\x28\x01\x03\0\x01\0\0\0\x02\0', 0, 'latin1')
  photo.writeUInt16LE(1, unit + 8)
  const { exif } = await sharp(photo).metadata()
  const drawing = withPngChunks(await gradient.clone().png().toBuffer(), { exif: exif?.subarray(6) })
  for (const given of [photo, drawing])
    for (const to of ['jpeg', 'png', 'tiff'])
      assert.equal(await densityIn((await runSteps(given, [call('image.convert', { to })])).bytes), 72, to)
})

async function densityIn(file: Buffer): Promise<number | undefined> {
  const { density, exif } = await sharp(file).metadata()
  return density ?? (exif && exifDensity(exif))
}

test('progressive and mozjpeg make progressive files', async () => {
  for (const option of ['progressive', 'mozjpeg']) {
    const { bytes } = await runSteps(await gradient.clone().png().toBuffer(), [
      call('image.convert', { to: 'jpeg', [option]: true }),
    ])
    assert.equal((await sharp(bytes).metadata()).isProgressive, true)
  }
})

test('only formats that have a choice can be asked to be lossless', () => {
  assert.throws(() => call('image.convert', { to: 'jpeg', lossless: true }))
  assert.throws(() => call('image.convert', { to: 'bmp' }))
  assert.throws(() => call('image.convert', {}))
})

test('an extension that fits the result stays as it is written, so that the result can take the place of its source', async () => {
  const photo = await gradient.clone().jpeg().toBuffer()
  const extension = async (name: string, to = 'jpeg') =>
    (await runSteps(photo, [call('image.convert', { to })], { name })).result.extension
  assert.equal(await extension('IMG.JPG'), 'JPG')
  assert.equal(await extension('a.b.jpeg'), 'jpeg')
  assert.equal(await extension('really-a-photo.png'), 'jpg')
  assert.equal(await extension('IMG.JPG', 'webp'), 'webp')
  assert.equal(await extension('no-extension'), 'jpg')
})

test('a PNG of a few colours is much smaller', async () => {
  const picture = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .png()
    .toBuffer()
  const { bytes } = await runSteps(picture, [call('image.convert', { to: 'png', colours: 16 })])
  assert.ok(bytes.length < picture.length / 2, `${bytes.length} of ${picture.length}`)
  assert.equal((await sharp(bytes).metadata()).isPalette, true)
})

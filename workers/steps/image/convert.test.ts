import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runSteps } from '../../../test/suites/run-steps.ts'
import { imageFormats } from '../../carriers/image-formats.ts'
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

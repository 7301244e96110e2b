import assert from 'node:assert/strict'
import { test } from 'node:test'
import { call, runBranches, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'

/** Four quarters: red, green, blue, white from the top left, row by row. */
function quarters(width = 80, height = 40) {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour =
        [
          [255, 0, 0],
          [0, 255, 0],
          [0, 0, 255],
          [255, 255, 255],
        ][(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? []
      data.set(colour, (y * width + x) * 3)
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

async function pixel(file: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x + 1) * info.channels)]
}

function near(found: number[], wanted: number[]): void {
  assert.ok(
    wanted.every((value, index) => Math.abs(value - (found[index] ?? -999)) < 12),
    `${found.join()} is not ${wanted.join()}`,
  )
}

test('operations happen in the order of the recipe, as if each had been written to a file of its own', async () => {
  const input = await quarters(90, 70).png().toBuffer()
  const recipe = [
    call('image.resize', { longest: 60 }),
    call('image.crop', { width: 40, height: 30, gravity: 'south-east' }),
    call('image.pad', { aspect: '1:1', background: '#102030' }),
    call('image.resize', { longest: 25 }),
    call('image.crop', { width: 20, height: 20 }),
    call('image.resize', { width: 10, height: 14, fit: 'fill' }),
  ]
  const together = await runSteps(input, recipe)
  let apart: Buffer = input
  for (const step of recipe) apart = (await runSteps(apart, [step])).bytes
  const raw = (file: Buffer) => sharp(file).raw().toBuffer()
  assert.deepEqual(await raw(together.bytes), await raw(apart))
  assert.deepEqual([together.result.facts.width, together.result.facts.height], [10, 14])
})

test('every EXIF orientation is seen as before, whether the tag is kept, applied, or applied by a resize', async () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const input = await quarters()
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .withMetadata({ orientation })
      .toBuffer()
    const seen = await sharp(input).autoOrient().png().toBuffer({ resolveWithObject: true })
    const { width, height } = seen.info
    for (const [tag, recipe] of [
      [orientation, [call('image.convert', { to: 'png' })]],
      [1, [call('image.upright'), call('image.convert', { to: 'png' })]],
      [1, [call('image.convert', { to: 'avif', quality: 95 })]],
      [1, [call('image.convert', { to: 'gif' })]],
      [1, [call('image.resize', { longest: 40 }), call('image.convert', { to: 'png' })]],
      [1, [call('image.resize', { width: 20, height: 20, fit: 'cover' }), call('image.convert', { to: 'png' })]],
      [
        1,
        [
          call('image.crop', { aspect: '1:1' }),
          call('image.resize', { longest: 20 }),
          call('image.convert', { to: 'png' }),
        ],
      ],
    ] as const) {
      const { bytes, result } = await runSteps(input, [...recipe])
      const metadata = await sharp(bytes).metadata()
      assert.equal(metadata.orientation ?? 1, tag, `${orientation} ${JSON.stringify(recipe)}`)
      const [w, h] = [Number(result.facts.width), Number(result.facts.height)]
      for (const [fx, fy] of [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
        [0.9, 0.9],
      ] as const) {
        const wanted = await pixel(seen.data, Math.floor(width * fx), Math.floor(height * fy))
        near(await pixel(bytes, Math.floor(w * fx), Math.floor(h * fy)), wanted)
      }
    }
  }
})

test('a picture that passes through keeps its orientation tag, in every format that has one', async () => {
  const input = await quarters().jpeg().withMetadata({ orientation: 6 }).toBuffer()
  for (const to of ['jpeg', 'png', 'webp', 'tiff']) {
    const { bytes, result } = await runSteps(input, [call('image.convert', { to })])
    assert.equal((await sharp(bytes).metadata()).orientation, 6, to)
    assert.deepEqual([result.facts.width, result.facts.height], [40, 80], to)
  }
})

test('what JPEG cannot hold shows the background: transparency, and margins laid over it', async () => {
  const glass = { r: 255, g: 0, b: 0, alpha: 0 }
  const input = await sharp({ create: { width: 20, height: 20, channels: 4, background: glass } })
    .png()
    .toBuffer()
  const { bytes } = await runSteps(input, [call('image.convert', { to: 'jpeg', background: '#0000ff' })])
  near(await pixel(bytes, 10, 10), [0, 0, 255])
  const padded = await runSteps(await quarters(20, 20).png().toBuffer(), [
    call('image.pad', { width: 40, background: '#00ff0080' }),
    call('image.convert', { to: 'jpeg', background: 'black' }),
  ])
  near(await pixel(padded.bytes, 2, 10), [0, 128, 0])
})

test('a transparent margin stays transparent, and a coloured one colours a grey picture', async () => {
  const clear = await runSteps(await quarters(20, 20).png().toBuffer(), [
    call('image.pad', { width: 40, background: 'transparent' }),
  ])
  assert.deepEqual((await pixel(clear.bytes, 2, 10))[3], 0)
  const grey = await quarters(20, 20).greyscale().toColourspace('b-w').jpeg().toBuffer()
  const framed = await runSteps(grey, [call('image.pad', { width: 40, background: '#ff0000' })])
  near(await pixel(framed.bytes, 2, 10), [255, 0, 0])
  assert.equal(
    (await sharp((await runSteps(grey, [call('image.resize', { longest: 10 })])).bytes).metadata()).channels,
    1,
  )
})

test('16 bits a channel stay 16 where the format has them', async () => {
  const input = await quarters().toColourspace('rgb16').png().toBuffer()
  const depth = async (steps: Parameters<typeof runSteps>[1]) =>
    (await sharp((await runSteps(input, steps)).bytes).metadata()).depth
  assert.equal(await depth([call('image.resize', { longest: 20 })]), 'ushort')
  assert.equal(await depth([call('image.resize', { longest: 20 }), call('image.resize', { longest: 10 })]), 'ushort')
  assert.equal(await depth([call('image.convert', { to: 'tiff' })]), 'ushort')
  assert.equal(await depth([call('image.convert', { to: 'webp' })]), 'uchar')
})

test('branches share the trunk and do not see each other', async () => {
  const input = await quarters().png().toBuffer()
  const trunk = [call('image.resize', { longest: 40 })]
  const tails = [[call('image.convert', { to: 'webp' })], [call('image.resize', { longest: 10 })], []]
  const outcomes = await runBranches(input, { trunk, branches: tails })
  assert.deepEqual(
    outcomes.map(({ result }) => [result.branch, result.type, result.facts.width]),
    [
      [0, 'image/webp', 40],
      [1, 'image/png', 10],
      [2, 'image/png', 40],
    ],
  )
})

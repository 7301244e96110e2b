import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { sharp } from './sharp-module.ts'

const noise = (channels: number) =>
  Buffer.from(Array.from({ length: 60 * 40 * channels }, (_, index) => (index * 7 + Math.floor(index / 97) * 13) & 255))
const colourful = await sharp(noise(3), { raw: { width: 60, height: 40, channels: 3 } })
  .blur(2)
  .png()
  .toBuffer()
const samples = {
  colourful,
  grey: await sharp(colourful).toColourspace('b-w').png().toBuffer(),
  deep: await sharp(colourful).toColourspace('rgb16').png().toBuffer(),
  transparent: await sharp(noise(4), { raw: { width: 60, height: 40, channels: 4 } })
    .blur(2)
    .png()
    .toBuffer(),
  turned: await sharp(colourful)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer(),
}

const steps = fc.array(
  fc.constantFrom(
    call('image.resize', { longest: 30 }),
    call('image.crop', { aspect: '1:1' }),
    call('image.crop', { width: 25, height: 15, gravity: 'north-west' }),
    call('image.pad', { aspect: '4:3', background: '#204060' }),
    call('image.rotate', { by: 90 }),
    call('image.rotate', { by: -90, mirror: 'vertical' }),
    call('image.rotate', { mirror: 'horizontal' }),
    call('image.blur', { radius: 1 }),
    call('image.sharpen', { amount: 1 }),
    call('image.colour', { brightness: 20, saturation: -30 }),
    call('image.colour', { contrast: 25 }),
    call('image.colour', { grey: true }),
    call('image.watermark', { text: '©', place: 'south-east', opacity: 50 }),
  ),
  { minLength: 2, maxLength: 4 },
)

const corner = call('image.crop', { width: 20, height: 10, gravity: 'north-west' })
const mirrors = (['horizontal', 'vertical'] as const).flatMap((mirror) =>
  [0, 90, 180].map((by) => call('image.rotate', { by, mirror })),
)

for (const [kind, sample] of Object.entries(samples)) {
  test(`whatever is done to a ${kind} picture is done in the order of the recipe, as if step by step`, async () => {
    const asPng = call('image.convert', { to: 'png' })
    await fc.assert(
      fc.asyncProperty(steps, async (calls) => {
        const together = await runSteps(sample, [...calls, asPng])
        let apart: Buffer = sample
        for (const each of calls) apart = (await runSteps(apart, [each, asPng])).bytes
        await assertAlike(together.bytes, apart)
        const { width, height } = await sharp(together.bytes).metadata()
        assert.deepEqual([together.result.facts.width, together.result.facts.height], [width, height])
      }),
      { numRuns: 15 + mirrors.length, examples: mirrors.map((mirror) => [[mirror, corner]]) },
    )
  })
}

/** As seen on a grey ground, where what is nearly transparent counts for little. Rounding in between makes some of the difference. */
async function assertAlike(one: Buffer, other: Buffer): Promise<void> {
  const seen = (file: Buffer) =>
    sharp(file).flatten({ background: '#808080' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const [a, b] = [await seen(one), await seen(other)]
  assert.deepEqual(a.info, b.info)
  const sum = a.data.reduce((total, value, at) => total + Math.abs(value - (b.data[at] ?? 0)), 0)
  assert.ok(sum / a.data.length < 3, `differs by ${sum / a.data.length} on average`)
}

import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { SegmentStep } from '../../contract/task.ts'
import { runTransform } from '../run-transform.ts'
import { steps } from '../steps/catalogue.ts'
import { stepSchemas } from '../steps/step-schemas.ts'
import { sharp } from './sharp-module.ts'

const schemas = stepSchemas()
const call = (step: string, options: object = {}): SegmentStep => ({
  step,
  options: schemas.get(step)?.options.parse(options) as Record<string, unknown>,
})

/** A picture with a corner of its own colour, so that turns, cuts and margins can be told. */
async function scene(path: string, size = { width: 1200, height: 800 }): Promise<void> {
  const corner = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#c02020' } })
    .png()
    .toBuffer()
  const blank = { create: { ...size, channels: 3 as const, background: '#2040a0' } }
  await sharp(blank)
    .composite([{ input: corner, left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .toFile(path)
}

/** Mean difference of light, 0..255, between the whole result made small and its sketch. */
async function difference(
  trunk: SegmentStep[],
  sidePx: number,
): Promise<{ differs: number; width: number; told: number }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'sketch-'))
  const path = join(folder.path, 'scene.jpg')
  await scene(path)
  const made = async (target: string, sketch: object) => {
    const reply = await runTransform(
      {
        kind: 'transform',
        family: 'image',
        sources: [{ path, type: 'image/jpeg', sizeBytes: 1, name: 'scene.jpg' }],
        trunk,
        branches: [{ steps: [], target: join(folder.path, target) }],
        limits: { maxPixels: 1e8, maxUnpackedBytes: 1e9, maxUnpackedRatio: 200, maxEntries: 9 },
        ...sketch,
      },
      { steps, onProgress() {} },
    )
    return reply.results[0] ?? assert.fail()
  }
  const whole = await made('whole', {})
  const sketch = await made('sketch', { sketch: { sidePx } })
  const { width, height } = await sharp(sketch.path).metadata()
  const pixels = (from: string) => sharp(from).resize({ width, height, fit: 'fill' }).greyscale().raw().toBuffer()
  const [a, b] = [await pixels(whole.path), await pixels(sketch.path)]
  const sum = a.reduce((total, value, at) => total + Math.abs(value - (b[at] ?? 0)), 0)
  return { differs: sum / a.length, width, told: Number(sketch.facts['width']) }
}

const courses: [string, SegmentStep[]][] = [
  ['nothing', []],
  ['resize', [call('image.resize', { longest: 600 })]],
  ['crop', [call('image.crop', { width: 500, height: 500, gravity: 'north-west' })]],
  ['crop and resize', [call('image.crop', { aspect: '1:1' }), call('image.resize', { longest: 500 })]],
  ['turn', [call('image.rotate', { by: 90 }), call('image.resize', { longest: 700 })]],
  ['margins', [call('image.resize', { longest: 600 }), call('image.pad', { aspect: '1:1', margin: 10 })]],
  ['a mark', [call('image.watermark', { text: 'Harbour', width: 60, opacity: 100 })]],
  ['a turn by any angle', [call('image.rotate', { by: 12 }), call('image.resize', { longest: 700 })]],
  ['a border cut off', [call('image.pad', { aspect: '1:1', margin: 20 }), call('image.trim')]],
  ['grey and blurred', [call('image.colour', { grey: true, brightness: 10 }), call('image.blur', { radius: 12 })]],
]

for (const [name, trunk] of courses)
  test(`a sketch looks like the result made small: ${name}`, async () => {
    const { differs, width, told } = await difference(trunk, 240)
    assert.ok(differs < 4, `differs by ${differs.toFixed(2)}`)
    assert.ok(width <= 240, `${width} px wide`)
    assert.ok(told > width, 'facts are those of the result')
  })

test('a sketch of few colours is a picture of few colours', async () => {
  const { differs, told } = await difference([call('image.convert', { to: 'png', colours: 4 })], 240)
  assert.ok(differs < 4, `differs by ${differs.toFixed(2)}`)
  assert.equal(told, 1200)
})

test('a sketch is never larger than the result', async () => {
  const { width } = await difference([call('image.resize', { longest: 100 })], 240)
  assert.equal(width, 100)
})

import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import { call, runBranches, runSteps } from '../../test/suites/run-steps.ts'
import { tiffFile } from '../../test/suites/tiff-file.ts'
import { inMemoryLimitBytes } from '../source-file.ts'
import { pngChunk } from './png-chunks.ts'
import { sharp } from './sharp-module.ts'

async function fails(content: Buffer, code: FaultCode, { why = /./, limits = {} } = {}): Promise<void> {
  await assert.rejects(
    runSteps(content, [call('image.crop', { height: 2, gravity: 'north' })], { limits }),
    (error) => {
      assert.ok(error instanceof Fault)
      assert.equal(error.code, code)
      assert.match(error.why, why)
      assert.match(error.subject, /input$/)
      return true
    },
  )
}

/** Smooth noise, so that every row takes some bytes of every format. */
async function picture(format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'gif' | 'avif'): Promise<Buffer> {
  const raw = Buffer.from(Array.from({ length: 64 * 48 * 3 }, (_, index) => ((index * 2654435761) >>> 13) & 255))
  return sharp(raw, { raw: { width: 64, height: 48, channels: 3 } })
    .blur(1)
    .toFormat(format)
    .toBuffer()
}

test('content decides, not the name, and the fault says what it is', async () => {
  await fails(Buffer.from('%PDF-1.4\n1 0 obj'), 'wrong-type', { why: /PDF/ })
  await fails(Buffer.from('<!doctype html><title>404 Not Found</title>'), 'wrong-type', { why: /web page/ })
  await fails(Buffer.from('just text é'), 'wrong-type', { why: /plain text/ })
  await fails(Buffer.alloc(5000), 'wrong-type', { why: /no kind/ })
  const { result } = await runSteps(await picture('webp'), [], { name: 'really.jpg' })
  assert.equal(result.type, 'image/webp')
})

test('a picture of other numbers than results can hold is refused, and not cut off to white', async () => {
  const [fractions, long] = [{ 0x102: 32, 0x153: 3 }, { 0x102: 32 }]
  for (const tags of [fractions, long])
    await fails(tiffFile([{ side: 10, tags }]), 'wrong-type', { why: /numbers of another kind \((float|uint)\)/ })
})

test('a file that ends early is told from a damaged one, even when a crop needs only its beginning', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const whole = await picture(format)
    for (const part of [0.3, 0.6, 0.98]) await fails(whole.subarray(0, whole.length * part), 'file-truncated')
  }
  const gif = await picture('gif')
  await fails(gif.subarray(0, gif.length / 2), 'file-truncated')
  await fails(
    Buffer.concat([(await picture('png')).subarray(0, 60), Buffer.from('junk'), (await picture('png')).subarray(64)]),
    'file-damaged',
  )
})

test('too many pixels are refused before any is decoded, with size and limit', async () => {
  await fails(await picture('png'), 'too-large', {
    why: /64 × 48 pixels are 0\.003072 megapixels; the limit is 0\.\d+/,
    limits: { maxPixels: 3000 },
  })
  const pages = await animation()
  await fails(pages, 'too-large', { why: /on 3 pages/, limits: { maxPixels: 40 * 30 * 3 - 1 } })
  const enlarged = runSteps(await picture('png'), [call('image.resize', { longest: 60_000, enlarge: true })])
  await assert.rejects(enlarged, (error) => error instanceof Fault && error.code === 'too-large')
})

async function animation(): Promise<Buffer> {
  const frames = ['red', 'lime', 'blue'].map((background) => ({
    create: { width: 40, height: 30, channels: 3 as const, background },
  }))
  const pages = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()))
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: [100, 200, 300], loop: 2 })
    .toBuffer()
}

test('an animation stays one where the format can hold it, with its pace, through several passes', async () => {
  const recipe = [
    call('image.resize', { longest: 20 }),
    call('image.pad', { aspect: '1:1' }),
    call('image.resize', { longest: 10 }),
  ]
  for (const to of ['gif', 'webp']) {
    const { bytes, result } = await runSteps(await animation(), [
      ...recipe,
      call('image.convert', { to, lossless: to === 'webp' }),
    ])
    assert.deepEqual([result.facts.width, result.facts.height, result.facts.pages], [10, 10, 3])
    const { pages, delay, loop } = await sharp(bytes).metadata()
    assert.deepEqual([pages, delay, loop], [3, [100, 200, 300], 2])
    const second = await sharp(bytes, { page: 1 }).removeAlpha().raw().toBuffer()
    assert.deepEqual([...second.subarray(3 * 55, 3 * 55 + 3)], [0, 255, 0])
  }
})

test('an animated PNG is refused, wherever it says that it is one, rather than written as its first picture', async () => {
  const still = await picture('png')
  const animated = (before: Buffer) =>
    Buffer.concat([
      still.subarray(0, 33),
      before,
      pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
      still.subarray(33),
    ])
  for (const text of ['', 'a long text '.repeat(1000)])
    await fails(animated(pngChunk('tEXt', Buffer.from(`Comment\0${text}`))), 'wrong-type', { why: /animated PNG/ })
  const behind = Buffer.concat([
    still.subarray(0, 33),
    pngChunk('tEXt', Buffer.from('Comment\0acTL')),
    still.subarray(33),
  ])
  assert.equal((await runSteps(behind, [])).result.facts.width, 64)
})

test('elsewhere its first picture is taken', async () => {
  const { bytes, result } = await runSteps(await animation(), [call('image.convert', { to: 'png' })])
  assert.deepEqual([result.facts.width, result.facts.height, result.facts.pages], [40, 30, 1])
  assert.deepEqual([...(await sharp(bytes).removeAlpha().raw().toBuffer()).subarray(0, 3)], [255, 0, 0])
})

test('a result larger than its format can hold is a fault, not a broken file', async () => {
  const wide = await sharp({ create: { width: 17_000, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const run = runSteps(wide, [call('image.convert', { to: 'webp' })])
  await assert.rejects(
    run,
    (error) => error instanceof Fault && error.code === 'step-failed' && /16383/.test(error.why),
  )
})

test('an animation in AVIF is refused as well', async () => {
  const sequence = Buffer.from(await picture('avif'))
  sequence.write('avis', 8, 'latin1')
  await fails(sequence, 'wrong-type', { why: /animated AVIF/ })
})

test('pages of different sizes are taken one by one, or said to differ', async () => {
  const { result } = await runSteps(tiffFile([{ side: 30 }, { side: 30 }]), [
    call('image.resize', { longest: 20 }),
    call('image.resize', { longest: 10 }),
  ])
  assert.deepEqual([result.type, result.facts.width, result.facts.pages], ['image/tiff', 10, 2])
  const mixed = tiffFile([{ side: 30 }, { side: 20 }])
  await assert.rejects(
    runSteps(mixed, []),
    (error) => error instanceof Fault && error.code === 'step-failed' && /2 pages/.test(error.why),
  )
  const first = await runSteps(mixed, [
    call('image.resize', { longest: 20 }),
    call('image.resize', { longest: 10 }),
    call('image.convert', { to: 'png', pages: 'first' }),
  ])
  assert.deepEqual([first.result.facts.width, first.result.facts.pages], [10, 1])
})

test('a document is not cut down to its first page unless that is asked for, whatever comes between', async () => {
  const between = [[], [call('image.resize', { longest: 12 }), call('image.resize', { longest: 8 })]]
  for (const second of [30, 20])
    for (const calls of between)
      for (const last of [
        call('image.convert', { to: 'jpeg', score: true }),
        call('image.sizes', { formats: ['avif', 'webp'], snippet: false }),
      ])
        await assert.rejects(
          runSteps(tiffFile([{ side: 30 }, { side: second }]), [...calls, last]),
          (error) => error instanceof Fault && error.code === 'step-failed' && /several pages/.test(error.why),
        )
  const [first] = await runBranches(tiffFile([{ side: 30, grey: 9 }, { side: 30 }]), {
    trunk: [call('image.frames', { to: 'jpeg' }), call('image.convert', { to: 'png' })],
    branches: [[]],
  })
  assert.deepEqual([...(await sharp(first?.bytes).raw().toBuffer()).subarray(0, 1)], [9])
  const still = await runSteps(await animation(), [call('image.convert', { to: 'jpeg' })])
  assert.equal(still.result.facts.pages, 1)
})

test('small copies of a picture are no pages', async () => {
  const photo = tiffFile([{ side: 30 }, { side: 8, tags: { 0xfe: 1 } }, { side: 15, tags: { 0xfe: 1 } }])
  for (const calls of [[], [call('image.convert', { to: 'jpeg' })]]) {
    const { result } = await runSteps(photo, calls)
    assert.deepEqual([result.facts.width, result.facts.pages], [30, 1])
  }
})

test('a camera’s raw file is refused rather than written as its small preview', async () => {
  const preview = { side: 16, tags: { 0xfe: 1 } }
  const raws = [
    tiffFile([{ ...preview, tags: { 0xfe: 1, 0x14a: 8 } }]),
    tiffFile([{ side: 16, tags: { 0xc612: 0x104 } }]),
    tiffFile([{ side: 16, tags: { 0x106: 32_803 } }]),
    tiffFile([{ side: 16, tags: { 0x103: 65_535 } }]),
  ]
  const canon = tiffFile([preview])
  canon.write('CR', 8, 'latin1')
  for (const raw of [...raws, canon]) await fails(raw, 'wrong-type', { why: /raw file/ })
  const { result } = await runSteps(tiffFile([{ side: 16, tags: { 0x14a: 8 } }]), [])
  assert.equal(result.facts.width, 16)
})

test('CMYK comes out as sRGB, whatever is kept', async () => {
  const cmyk = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#3050c0' } })
    .toColourspace('cmyk')
    .jpeg()
    .toBuffer()
  assert.equal((await sharp(cmyk).metadata()).space, 'cmyk')
  for (const steps of [
    [],
    [call('image.metadata', { keep: 'all' })],
    [call('image.resize', { longest: 10 }), call('image.resize', { longest: 5 })],
  ]) {
    const { bytes } = await runSteps(cmyk, steps)
    assert.deepEqual(
      [(await sharp(bytes).metadata()).space, (await sharp(bytes).metadata()).hasProfile],
      ['srgb', false],
    )
  }
})

test('a file too large to hold is decoded from disk', async () => {
  const large = await sharp({ create: { width: 5000, height: 4600, channels: 3, background: 'teal' } })
    .tiff({ compression: 'none' })
    .toBuffer()
  assert.ok(large.length > inMemoryLimitBytes)
  const { result, reply } = await runSteps(large, [
    call('image.resize', { longest: 100 }),
    call('image.convert', { to: 'jpeg' }),
  ])
  assert.equal(result.facts.width, 100)
  assert.deepEqual(reply.sources, [hash('sha256', large)])
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { realPhotos } from '../../scripts/find-photos.ts'
import { temporaryFolder } from '../../test/fixtures/files.ts'
import { call, runSteps } from '../../test/suites/run-steps.ts'
import { checkImage } from './check-image.ts'
import { sharp } from './sharp-module.ts'

/** Flat, grainy and fine-patterned ones. */
const chosen = new Set(['Aqua.jpg', 'Blinds.jpg', 'Dune.jpg', 'LadyBird.jpg', 'RainDrops.jpg', 'Wood.jpg'])
const photos = realPhotos().filter((path) => chosen.has(basename(path)))
const skip = photos.length > 0 ? false : 'SKIPPED: no photos are installed; `npm run photos` gets some'
const small = call('image.resize', { longest: 640 })

/** What the usual settings must reach on every one of them; the worst were found at least 0.01 above. */
const floors = { jpeg: 0.965, webp: 0.955, avif: 0.955, jxl: 0.95 }

for (const [to, floor] of Object.entries(floors)) {
  test(`${to} in its usual quality looks like the photo it was, and the receipt says how much`, { skip }, async () => {
    for (const photo of photos) {
      const convert = call('image.convert', { to, score: true, effort: 3 })
      const { result } = await runSteps(readFileSync(photo), [small, convert])
      const { similarity } = result.facts
      assert.ok(Number(similarity) >= floor && Number(similarity) <= 1, `${photo}: ${similarity}`)
    }
  })
}

for (const convert of [
  { to: 'png' },
  { to: 'tiff' },
  { to: 'webp', lossless: true },
  { to: 'avif', lossless: true, effort: 0 },
  { to: 'jxl', lossless: true, effort: 1 },
]) {
  test(`${convert.to} without loss has every pixel, as its check finds`, { skip }, async () => {
    const { result } = await runSteps(readFileSync(photos[0] ?? ''), [
      call('image.resize', { longest: 300 }),
      call('image.metadata', { keep: 'all' }),
      call('image.convert', convert),
    ])
    assert.match(String(result.facts.pixels), /^[\da-f]{64}$/)
  })
}

const plain = (background: string) => sharp({ create: { width: 40, height: 30, channels: 3, background } })

test('a result with another pixel, turned, or of other colours does not pass', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'a.png')
  const { result } = await runSteps(await plain('red').png().toBuffer(), [])
  const finds = async (bytes: Buffer, why: RegExp) => {
    await writeFile(path, bytes)
    const found = checkImage({ ...result, path, sizeBytes: bytes.length })
    await assert.rejects(
      found,
      (error) => error instanceof Fault && error.code === 'result-wrong' && why.test(error.why),
    )
  }
  await finds(await plain('#fe0000').png().toBuffer(), /content/)
  await finds(await plain('red').withMetadata({ orientation: 3 }).png().toBuffer(), /orientation tag/)
  await finds(await plain('red').withIccProfile('p3').png().toBuffer(), /colour profile/)
  await finds(await plain('red').resize(39, 30).png().toBuffer(), /width/)
})

test('what transparency hides is kept without loss too, in grey and deep pictures and animations', async () => {
  const veiled = Buffer.from(Array.from({ length: 64 * 64 * 4 }, (_, at) => (at * 2_654_435_761) >>> 24))
  const veil = await sharp(veiled, { raw: { width: 64, height: 64, channels: 4 } })
    .png()
    .toBuffer()
  const grey = await sharp(veil).removeAlpha().greyscale().png().toBuffer()
  const deep = await sharp(veil).toColourspace('rgb16').png().toBuffer()
  const animation = await sharp([veil, veil], { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer()
  for (const input of [veil, grey, deep, animation])
    for (const convert of [{ to: 'png' }, { to: 'tiff' }, { to: 'webp', lossless: true }])
      assert.ok((await runSteps(input, [call('image.convert', convert)])).result.facts.pixels)
})

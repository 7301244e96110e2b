import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openServer } from '../../main/faces/server/open-server.ts'
import { SocketClient } from '../../main/faces/server/testing/socket-client.ts'
import { openHost } from '../../main/host.ts'
import type { PreviewAnswer } from '../../contract/preview-commands.ts'
import { hold, middle } from './ratio.ts'

const size = { width: 6000, height: 4000 }
/** One notch of a slider after the other. */
const notches = 15

/** A photo of 24 megapixels with grain, as a camera writes it. */
async function photo(path: string): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const grain = { create: { width: 1500, height: 1000, channels: 3 as const, background: '#888', noise } }
  const coarse = await sharp(grain).png().toBuffer()
  await sharp(coarse).resize(size).jpeg({ quality: 90 }).toFile(path)
}

const resized = 'image.resize: { longest: 2000 }\n  - '

/** The other options of steps on pictures that are drawn along a line, each on a picture of 2000 px. */
const ofPictures: Record<string, (n: number) => string> = {
  brightness: (n) => `${resized}image.colour: { brightness: ${n + 1} }`,
  contrast: (n) => `${resized}image.colour: { contrast: ${n + 1} }`,
  saturation: (n) => `${resized}image.colour: { saturation: ${n + 1} }`,
  'radius of a blur': (n) => `${resized}image.blur: { radius: ${n + 1} }`,
  'amount of sharpening': (n) => `${resized}image.sharpen: { amount: ${(n + 1) / 10} }`,
  'radius of sharpening': (n) => `${resized}image.sharpen: { radius: ${1 + n / 5} }`,
  'margin around a picture': (n) => `${resized}image.pad: { margin: ${n + 1} }`,
  'tolerance of a border, in full size': (n) => `image.trim: { tolerance: ${n + 1} }`,
  'colours of a PNG': (n) => `${resized}image.convert: { to: png, colours: ${20 + n} }`,
  'quality of an AVIF': (n) => `${resized}image.convert: { to: avif, quality: ${40 + n} }`,
  'effort of a WebP': (n) => `${resized}image.convert: { to: webp, effort: ${n % 10}, quality: ${60 + n} }`,
  'likeness of a small JPEG': (n) => `${resized}image.compress: { likeness: ${0.9 + n / 200} }`,
  'columns of a contact sheet, made whole': (n) => `image.contact-sheet: { columns: ${n + 1} }`,
  'least gain of a small JPEG': (n) => `${resized}image.compress: { least-gain: ${n + 1} }`,
}

const recipes: Record<string, (n: number) => string> = {
  'quality of a WebP of 1600 px': (n) =>
    `image.resize: { longest: 1600 }\n  - image.convert: { to: webp, quality: ${60 + n} }`,
  'longest side of a JPEG': (n) =>
    `image.resize: { longest: ${1400 + n * 20} }\n  - image.convert: { to: jpeg, quality: 80 }`,
  'quality of a JPEG in full size': (n) => `image.upright:\n  - image.convert: { to: jpeg, quality: ${60 + n} }`,
  'opacity of a watermark': (n) =>
    `image.resize: { longest: 2000 }\n  - image.watermark: { text: Harbour, opacity: ${40 + n} }`,
  'width of a watermark in full size': (n) => `image.watermark: { text: Harbour, width: ${20 + n} }`,
  'margin of a watermark': (n) =>
    `image.resize: { longest: 2000 }\n  - image.watermark: { text: Harbour, margin: ${1 + n} }`,
  ...ofPictures,
}

/** How soon a person who moves a slider sees the picture change: question, sketch and the picture itself, over a real socket. */
export async function preview(): Promise<void> {
  console.log('\nA 24-megapixel photo in the preview')
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const stateFolder = join(folder.path, 'state')
  mkdirSync(stateFolder)
  writeFileSync(
    join(stateFolder, 'settings.json'),
    JSON.stringify({ server: { roots: [{ path: folder.path, access: 'write' }] } }),
  )
  const sample = join(folder.path, 'photo.jpg')
  await photo(sample)
  await using host = await openHost({ stateFolder })
  await using server = await openServer(host, { host: '127.0.0.1', port: 0 })
  using client = await SocketClient.connect({ server })
  const look = async (steps: string): Promise<number> => {
    const startedMs = performance.now()
    const text = `millrace: 1\nsteps:\n  - ${steps}\n`
    const answer: PreviewAnswer = await client.ask('preview.make', { text, sample, sidePx: 1024, detail: 'sketch' })
    const [result] = answer.results
    const url = `${server.url}api/preview/${result?.picture}`
    const picture = await fetch(url, { headers: { authorization: `Bearer ${server.token}` } })
    await picture.arrayBuffer()
    if (picture.status !== 200) throw new Error(`no picture: ${picture.status}`)
    return performance.now() - startedMs
  }
  console.log(
    `  the first look, with the start of a process: ${Math.round(await look('image.resize: { longest: 1599 }'))} ms`,
  )
  for (const [what, steps] of Object.entries(recipes)) {
    await look(steps(notches))
    const ms: number[] = []
    for (let n = 0; n < notches; n++) ms.push(await look(steps(n)))
    hold(`${what}, the middle one of ${notches}, ms`, middle(ms), { atMost: 300 })
    hold(`${what}, the slowest but one, ms`, ms.toSorted((a, b) => a - b).at(-2) ?? 0, { atMost: 300 })
  }
}

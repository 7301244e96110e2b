import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { heicPicture } from '../../test/fixtures/heic.ts'
import { pngChunk } from '../carriers/png-chunks.ts'
import { sharp } from '../carriers/sharp-module.ts'
import { cleanFile, requireClean } from './clean-file.ts'

const words = Buffer.from('Qxzwvy')
const drawn = sharp(Buffer.from(Array.from({ length: 40 * 30 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24)), {
  raw: { width: 40, height: 30, channels: 3 },
})
const frames = ['red', 'blue'].map(
  (background) => ({ create: { width: 9, height: 9, channels: 3, background } }) as const,
)
const moving = sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
  join: { animated: true },
})

/** A picture with more at that place. */
function withMore(picture: Buffer, at: number, ...more: Buffer[]): Buffer {
  return Buffer.concat([picture.subarray(0, at), ...more, picture.subarray(at)])
}

/** Requires that the words are found and named in each, that a second reading finds nothing more, and that no pixel is another. */
async function requireFound(pictures: [picture: Buffer, what: string][]): Promise<void> {
  for (const [bytes, what] of pictures) {
    const clean = await cleanFile({ bytes, subject: 'a' })
    assert.ok(clean.removed.includes(what), `${what}: ${clean.removed.join()}`)
    assert.ok(bytes.includes(words) && !clean.bytes.includes(words), what)
    await requireClean('a', clean.bytes)
    if (clean.type !== 'image/heic') assert.ok((await pixels(clean.bytes)).equals(await pixels(bytes)), what)
  }
}

const pixels = (bytes: Buffer) => sharp(bytes, { pages: -1 }).keepIccProfile().raw().toBuffer()

test('words in a PNG are found in the name of its colour profile, behind the profile, and in parts that are too long', async () => {
  const png = await drawn.clone().png().toBuffer()
  const { icc = Buffer.alloc(0) } = await sharp(await drawn.clone().withIccProfile('p3').png().toBuffer()).metadata()
  const profile = (name: string, ...more: Buffer[]) =>
    pngChunk('iCCP', Buffer.concat([Buffer.from(`${name}\0\0`), deflateSync(icc), ...more]))
  const named = withMore(png, 33, profile(words.toString()))
  await requireFound([
    [named, 'name of the colour profile'],
    [withMore(png, 33, profile('icc', words)), 'data behind the colour profile'],
    [withMore(png, 33, pngChunk('iCCP', words)), 'colour profile that cannot be read'],
    [withMore(png, 33, pngChunk('pHYs', Buffer.concat([Buffer.alloc(9), words]))), 'chunk pHYs'],
    [Buffer.concat([png.subarray(0, -12), pngChunk('IEND', words)]), 'data behind the picture'],
  ])
  const { bytes } = await cleanFile({ bytes: named, subject: 'a' })
  assert.deepEqual((await sharp(bytes).metadata()).icc, icc)
})

test('words in a WebP are found beside the pixels of a frame and behind what its header says', async () => {
  const part = (type: string, content: Buffer): Buffer => {
    const head = Buffer.from(`${type}\0\0\0\0`)
    head.writeUInt32LE(content.length, 4)
    return Buffer.concat([head, content])
  }
  const whole = (parts: Buffer[]): Buffer => part('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]))
  const webp = await moving.clone().webp().toBuffer()
  const first = webp.indexOf('ANMF')
  const end = first + 8 + webp.readUInt32LE(first + 4)
  const frame = Buffer.concat([webp.subarray(first + 8, end), part('QQQQ', words)])
  const header = Buffer.concat([webp.subarray(20, 30), words])
  await requireFound([
    [whole([webp.subarray(12, first), part('ANMF', frame), webp.subarray(end)]), 'data beside a frame'],
    [whole([part('VP8X', header), webp.subarray(30)]), 'left-over data'],
    [Buffer.concat([webp, words]), 'data behind the picture'],
  ])
})

test('words in a JPEG are found in parts that begin as if its colours were in them', async () => {
  const jpeg = await drawn.clone().jpeg().toBuffer()
  const part = (code: number, begin: string) =>
    Buffer.concat([Buffer.from([0xff, code, 0, begin.length + words.length + 2]), Buffer.from(begin), words])
  await requireFound([
    [withMore(jpeg, 2, part(0xe5, 'ICC_PROFILE\0')), 'data of the camera’s maker'],
    [withMore(jpeg, 2, part(0xe4, 'JFIF\0')), 'data of the camera’s maker'],
    // It says that the pixels are red, green and blue, which stays.
    [withMore(jpeg, 2, part(0xee, 'Adobe\0\x64\0\0\0\0\0')), 'left-over data'],
    [withMore(jpeg, 2, part(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x02')), 'preview'],
  ])
})

test('a second picture behind a JPEG, as phones write for bright screens, is named and goes with its tags', async () => {
  const jpeg = await drawn.clone().jpeg().toBuffer()
  const tags = { IFD0: { Artist: words.toString() } }
  const second = await drawn.clone().withExif(tags).jpeg().toBuffer()
  await requireFound([[Buffer.concat([jpeg, second]), 'data behind the picture']])
})

test('words in a GIF are found in extensions of all kinds, and its pace stays', async () => {
  const gif = await moving
    .clone()
    .gif({ delay: [100, 300], loop: 2 })
    .toBuffer()
  const block = Buffer.concat([Buffer.from([words.length]), words])
  const last = gif.length - 1
  const extension = (label: number) => withMore(gif, last, Buffer.from([0x21, label]), block, Buffer.from([0]))
  const loops = withMore(gif, gif.indexOf('NETSCAPE') + 15, block)
  await requireFound([
    [extension(0x01), 'text'],
    [extension(0x42), 'data of a program'],
    [loops, 'data of a program'],
    [withMore(gif, gif.indexOf('21f904', 0, 'hex') + 7, block), 'left-over data'],
  ])
  const { bytes } = await cleanFile({ bytes: loops, subject: 'a' })
  const { delay, loop } = await sharp(bytes).metadata()
  assert.deepEqual([delay, loop], [[100, 300], 2])
})

test('words in a HEIC or AVIF are found behind its parts and where its table does not lead', async () => {
  const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + words.length]), Buffer.from('mdat'), words])
  const kind = Buffer.concat([Buffer.from([0, 0, 0, 8 + words.length]), Buffer.from('ftyp'), words])
  for (const picture of [await drawn.clone().avif().toBuffer(), heicPicture])
    await requireFound([
      [Buffer.concat([picture, words]), 'data behind the picture'],
      [Buffer.concat([picture, kind]), 'data behind the picture'],
      [Buffer.concat([picture, box]), 'left-over data'],
    ])
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { noise } from './make-files.ts'

export interface DamagedImage {
  name: string
  what: string
  /** Whether it can be processed; `either` where decoders differ with reason. */
  must: 'fail' | 'done' | 'either'
}

export type ImageFormat = 'png' | 'jpeg' | 'webp'

const width = 320
const height = 240

/** One sound picture of the format and everything that can be wrong with it. */
export async function makeDamagedImages(folder: string, format: ImageFormat): Promise<DamagedImage[]> {
  const extension = format === 'jpeg' ? 'jpg' : format
  const good = await goodImage(format)
  const images = [...damages(good, format), ...(format === 'png' ? pngDamages(good) : []), ...impostors(good)]
  return images.map(([what, must, bytes], index) => {
    const name = `${String(index).padStart(2, '0')}-${what.replaceAll(/[^a-z0-9]+/g, '-')}.${extension}`
    writeFileSync(join(folder, name), bytes)
    return { name, what, must }
  })
}

type Damage = [what: string, must: DamagedImage['must'], bytes: Buffer]

async function goodImage(format: ImageFormat): Promise<Buffer> {
  const pixels = Buffer.from(noise('damaged', width * height * 3).map((value, index) => (value >> 3) ^ (index / 97)))
  const image = sharp(pixels, { raw: { width, height, channels: 3 } })
  return await image.blur(1.5).toFormat(format).toBuffer()
}

function damages(good: Buffer, format: ImageFormat): Damage[] {
  const half = good.length >> 1
  const cut = (percent: number): Damage => {
    const bytes = good.subarray(0, Math.max(1, Math.floor((good.length * percent) / 100)))
    return [`first ${percent} percent`, 'fail', bytes]
  }
  return [
    ['good', 'done', good],
    ...[1, 10, 25, 50, 75, 90, 99].map(cut),
    ['last byte missing', 'either', good.subarray(0, -1)],
    ...[1, 10, 100].map((bits): Damage => [`${bits} bits flipped`, 'either', flipped(good, bits)]),
    [
      'second half zero',
      format === 'png' ? 'fail' : 'either',
      Buffer.concat([good.subarray(0, half), Buffer.alloc(half)]),
    ],
    ['first 64 bytes zero', 'fail', Buffer.concat([Buffer.alloc(64), good.subarray(64)])],
    ['junk after the end', 'either', Buffer.concat([good, Buffer.from('<?php junk ?>'.repeat(50))])],
  ]
}

function impostors(good: Buffer): Damage[] {
  return [
    ['an error page', 'fail', Buffer.from('<!doctype html><title>404 Not Found</title>')],
    ['empty', 'fail', Buffer.alloc(0)],
    ['only the first 12 bytes', 'fail', good.subarray(0, 12)],
    ['plain text', 'fail', Buffer.from('just text é')],
    ['gzip', 'fail', gzipSync(Buffer.alloc(1000))],
    ['random bytes', 'fail', noise('random', 5000)],
  ]
}

function pngDamages(good: Buffer): Damage[] {
  const sized = (w: number, h: number): Damage => {
    const bytes = Buffer.from(good)
    bytes.writeUInt32BE(w, 16)
    bytes.writeUInt32BE(h, 20)
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29)
    return [`says ${w} by ${h}`, 'fail', bytes]
  }
  const wrongSum = Buffer.from(good)
  wrongSum.writeUInt8(wrongSum.readUInt8(good.length - 20) ^ 0xff, good.length - 20)
  return [sized(0, 240), sized(0x7fffffff, 0x7fffffff), sized(50_000, 50_000), ['wrong checksum', 'either', wrongSum]]
}

function flipped(good: Buffer, bits: number): Buffer {
  const bytes = Buffer.from(good)
  const places = noise(`flip ${bits}`, bits * 4)
  for (let bit = 0; bit < bits; bit += 1) {
    const at = 30 + (places.readUInt32BE(bit * 4) % (good.length - 30))
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit % 8)), at)
  }
  return bytes
}

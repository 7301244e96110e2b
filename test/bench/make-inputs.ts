import { createCipheriv, createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** Bytes that do not compress, the same at every run. */
function noise(seed: string, sizeBytes: number): Buffer {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(sizeBytes))
}

/** `count` files of 1 to 30 kB, a hundred in each folder. */
export function makeSmallFiles(root: string, count: number): void {
  for (let n = 0; n < count; n++) {
    const folder = join(root, `d${Math.floor(n / 100)}`)
    if (n % 100 === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `f${n}.bin`), noise(`small ${n}`, 1_000 + ((n * 7919) % 29_000)))
  }
}

const pictures = 87
const megapixels = [2, 4, 8, 12, 16, 24]

/** 87 JPEG photos of 2 to 24 megapixels, with detail of every size as a camera's have. */
export async function makePhotos(root: string): Promise<void> {
  mkdirSync(root, { recursive: true })
  for (const [at, size] of megapixels.entries()) {
    const photo = await makePhoto(size * 1e6, at)
    for (let n = at; n < pictures; n += megapixels.length) writeFileSync(join(root, `photo-${n}.jpg`), photo)
  }
}

async function makePhoto(pixels: number, seed: number): Promise<Buffer> {
  const width = Math.round(Math.sqrt(pixels * 1.5))
  const height = Math.round(pixels / width)
  const coarse = { width: 64, height: 48, channels: 3 as const }
  const ground = await sharp(noise(`ground ${seed}`, 64 * 48 * 3), { raw: coarse })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer()
  const grain = await sharp(noise(`grain ${seed}`, 1024 * 768 * 3), { raw: { width: 1024, height: 768, channels: 3 } })
    .blur(1.2)
    .png()
    .toBuffer()
  return sharp(ground, { raw: { width, height, channels: 3 } })
    .composite([{ input: grain, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}

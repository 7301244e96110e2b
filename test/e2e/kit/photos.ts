import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

export interface Photo {
  name: string
  mimeType: string
  buffer: Buffer
}

/** A name that would do something if it became part of a page. */
export const hostileName = '<img src=x onerror=document.title=`taken`>.jpg'

/** Thirty files as somebody would drop them: photos of three kinds, two notes, one damaged photo, and a name that tries something. */
export async function mixedPhotos(): Promise<Photo[]> {
  const kinds = [
    ['jpg', 'image/jpeg', 'jpeg'],
    ['png', 'image/png', 'png'],
    ['webp', 'image/webp', 'webp'],
  ] as const
  const photos = await Promise.all(
    Array.from({ length: 26 }, async (_, nth) => {
      const [extension, mimeType, format] = kinds[nth % 3] ?? kinds[0]
      return { name: `photo ${nth}.${extension}`, mimeType, buffer: await picture(nth, format) }
    }),
  )
  const damaged = (await picture(90, 'jpeg')).subarray(0, 700)
  return [
    ...photos,
    { name: hostileName, mimeType: 'image/jpeg', buffer: await picture(91, 'jpeg') },
    { name: 'damaged.jpg', mimeType: 'image/jpeg', buffer: damaged },
    ...['notes.txt', 'list.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })),
  ]
}

/** `count` photos that are large enough to be met while they run, all below `folder`. */
export async function largePhotos(folder: string, count: number): Promise<void> {
  const bytes = await picture(7, 'jpeg', 2400)
  await Promise.all(
    Array.from({ length: count }, async (_, nth) => {
      const path = join(folder, `set ${nth % 5}`, `large ${String(nth).padStart(4, '0')}.jpg`)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    }),
  )
}

export async function picture(nth: number, format: 'jpeg' | 'png' | 'webp', widthPx = 480): Promise<Buffer> {
  const channel = (factor: number) => (nth * factor) % 256
  const background = { r: channel(53), g: channel(91), b: channel(37) }
  const size = { width: widthPx, height: Math.round(widthPx * 0.66) }
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const grain = await sharp({ create: { ...size, channels: 3, background, noise } })
    .png()
    .toBuffer()
  return sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .toFormat(format)
    .toBuffer()
}

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { landscapeSvg } from './landscape.ts'

interface Photo {
  path: string
  width: number
  height: number
  /** As EXIF has it; 1 is upright. */
  orientation?: number
}

const photos: Photo[] = [
  { path: 'lake.jpg', width: 3000, height: 2000 },
  { path: 'mountains/dawn.jpg', width: 2400, height: 1600 },
  { path: 'mountains/night.png', width: 1600, height: 1067 },
  { path: 'mountains/pass.webp', width: 1200, height: 1600 },
  { path: 'phone/turned left.jpg', width: 1600, height: 1200, orientation: 6 },
  { path: 'phone/turned right.jpg', width: 1600, height: 1200, orientation: 8 },
  { path: 'phone/upside down.jpg', width: 1600, height: 1200, orientation: 3 },
  { path: 'awkward names/name with  spaces .x.jpg', width: 800, height: 600 },
  { path: 'awkward names/写真 Füße \u{1f3de}.jpg', width: 800, height: 600 },
  { path: 'awkward names/-rf & $(echo no).jpg', width: 800, height: 600 },
]

/** Names that Windows does not take. */
const photosElsewhere: Photo[] = [
  { path: 'awkward names/two\nlines "quoted".jpg', width: 800, height: 600 },
  { path: 'awkward names/red \u001b[31m alert.jpg', width: 800, height: 600 },
]

/** Fills `folder` with pictures of several kinds and names, one that was cut off, and one that is no picture. */
export async function makeSampleFiles(folder: string): Promise<void> {
  const all = process.platform === 'win32' ? photos : [...photos, ...photosElsewhere]
  for (const [seed, photo] of all.entries()) await write(join(folder, photo.path), await render(photo, seed + 1))
  const whole = await render({ path: 'x.jpg', width: 2000, height: 1500 }, 99)
  await write(join(folder, 'damaged/cut off.jpg'), whole.subarray(0, whole.length / 3))
  await write(join(folder, 'damaged/really a text.jpg'), Buffer.from('This is a text that somebody named .jpg.\n'))
  await write(join(folder, 'notes.txt'), Buffer.from('Pictures rendered by the Millrace demo.\n'))
}

function render({ path, width, height, orientation = 1 }: Photo, seed: number): Promise<Buffer> {
  const picture = sharp(Buffer.from(landscapeSvg({ seed, width, height })))
    .flatten()
    .withMetadata({ orientation })
  if (path.endsWith('.png')) return picture.png().toBuffer()
  return path.endsWith('.webp') ? picture.webp({ quality: 90 }).toBuffer() : picture.jpeg({ quality: 92 }).toBuffer()
}

async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

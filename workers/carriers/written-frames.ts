import { createHash } from 'node:crypto'
import type { ImageSource } from './image-source.ts'
import type { ImageFormat } from './image-formats.ts'
import { decodeOptions, sharp } from './sharp-module.ts'

/** How long a frame stands where the file does not say, or so little that everybody shows it for that long, in milliseconds. */
export const usualDelayMs = 100
const leastDelayMs = 10

/**
 * How many frames an animation came to have: the codec of WebP shows one that repeats the one before it by leaving that for longer. As many as the source
 * has where it did not come out as long as that, so that it does not pass its check.
 */
export async function framesWritten(file: Buffer, format: ImageFormat, source: ImageSource): Promise<number> {
  const { pages, delay } = source
  if (format !== 'webp' || pages === 1) return pages
  const written = await sharp(file).metadata()
  // One frame stands for all, and for ever.
  if ((written.pages ?? 1) === 1) return (await areAlike(source)) ? 1 : pages
  const wanted = Array.from({ length: pages }, (_, at) => shownMs(delay?.[at] ?? 0))
  return sum(written.delay ?? []) === sum(wanted) ? (written.pages ?? 1) : pages
}

function shownMs(delay: number): number {
  return delay > leastDelayMs ? delay : usualDelayMs
}

async function areAlike(source: ImageSource): Promise<boolean> {
  const pixels = await sharp(source.input, { ...decodeOptions(source), pages: -1 })
    .raw()
    .toBuffer()
  const first = pixels.subarray(0, pixels.length / source.pages)
  return Array.from({ length: source.pages }, (_, at) => at * first.length).every((from) =>
    pixels.subarray(from, from + first.length).equals(first),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** A hash over bare pixels of so many pages one below the other, of which those that repeat the one before do not count. */
export function hashOfFrames(pixels: Buffer, pages: number): string {
  const bytes = pixels.length / pages
  const hash = createHash('sha256')
  let before: Buffer | undefined
  for (let at = 0; at < pages; at += 1) {
    const frame = pixels.subarray(at * bytes, (at + 1) * bytes)
    if (!before?.equals(frame)) hash.update(frame)
    before = frame
  }
  return hash.digest('hex')
}

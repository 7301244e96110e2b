import { settleImage } from './settle-image.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import type { ImageFormat } from './image-formats.ts'
import { inspectImage } from './inspect-image.ts'

/**
 * Each page of a picture as a picture of its own, to be written in `format`; what was to be done to all is done first, once. None is decoded yet.
 * Facts: `frame`, counted from 1, and `suffix`, the same with as many digits as the last one has.
 */
export async function splitFrames(image: Image, format: ImageFormat): Promise<Image[]> {
  const { source, keep } = await settleImage(image)
  const digits = String(source.pages).length
  const frames: Image[] = []
  for (let page = 0; page < source.pages; page += 1) {
    const head = await inspectImage(source, page)
    const one = { page, pages: 1, uniform: true, isDocument: false, delay: undefined, loop: undefined }
    const alone = Image.of({ ...source, ...head, ...one })
    const suffix = `-${String(page + 1).padStart(digits, '0')}`
    frames.push(
      alone
        .keeping(keep)
        .encode(usualEncoding(format))
        .labelled({ frame: page + 1, suffix }),
    )
  }
  return frames
}

import type { Colour } from './colour.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import { renderThumbnail } from './settle-image.ts'
import { inspectImage } from './inspect-image.ts'
import { requirePixels } from './pixel-limit.ts'
import type { Size } from './image-passes.ts'
import { sharp } from './sharp-module.ts'

export interface Joining {
  format: 'gif' | 'webp'
  /** Of the longer side, in pixels; frames have the shape of the first picture. */
  longest: number
  /** How long each picture stands, and how often all are shown; 0 is for ever. */
  delayMs: number
  loop: number
  /** Around pictures of another shape. */
  background: Colour
  subject: string
  maxPixels: number
  progress: (fraction: number) => void
}

/** Pictures one after another as one animation. Raises `too-large` when all frames together have more pixels than are allowed. */
export async function joinFrames(images: readonly Image[], joining: Joining): Promise<Image> {
  const { subject, maxPixels, format, delayMs, loop } = joining
  const size = frameSize(images, joining.longest)
  requirePixels({ ...size, pages: images.length }, { subject, maxPixels })
  const frames: Buffer[] = []
  for (const [at, image] of images.entries()) {
    frames.push(await frameOf(image, size, joining.background))
    joining.progress((at + 1) / images.length)
  }
  const input = await held(frames)
  const head = await inspectImage({ subject, input, type: 'image/tiff' })
  const animation = { pages: frames.length, page: 0, uniform: true, delay: frames.map(() => delayMs), loop }
  const source = {
    ...head,
    ...animation,
    input,
    type: 'image/tiff',
    format,
    subject,
    name: `animation.${format}`,
    maxPixels,
  }
  return Image.of(source).encode(usualEncoding(format)).labelled({ frames: frames.length })
}

function frameSize([first]: readonly Image[], longest: number): Size {
  const { width = 1, height = 1 } = first ?? {}
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** As large as it fits into the frame, in its middle. */
async function frameOf(image: Image, frame: Size, background: Colour): Promise<Buffer> {
  const scale = Math.min(frame.width / image.width, frame.height / image.height)
  const width = Math.max(1, Math.min(frame.width, Math.round(image.width * scale)))
  const height = Math.max(1, Math.min(frame.height, Math.round(image.height * scale)))
  const left = Math.floor((frame.width - width) / 2)
  const top = Math.floor((frame.height - height) / 2)
  const margins = { left, top, right: frame.width - width - left, bottom: frame.height - height - top }
  const png = await renderThumbnail(image, { width, height })
  return sharp(png)
    .toColourspace('srgb')
    .ensureAlpha()
    .extend({ ...margins, background })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

function held(frames: Buffer[]): Promise<Buffer> {
  const [only] = frames
  const pipeline = frames.length === 1 ? sharp(only) : sharp(frames, { join: { animated: true } })
  return pipeline.tiff({ compression: 'none', predictor: 'none' }).toBuffer()
}

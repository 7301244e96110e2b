import { Fault } from '../../contract/fault.ts'
import { SourceFile } from '../source-file.ts'
import { type Gravity, placeIn } from './gravity.ts'
import type { Image } from './image.ts'
import type { Size } from './image-passes.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { harmlessSvg } from './svg.ts'

export interface Mark {
  /** Makes the mark that wide, keeping its shape. */
  draw: (width: number) => Promise<Buffer>
  /** Of the picture, 0..1. */
  width: number
  margin: number
  opacity: number
  place: Gravity
}

/** The picture with a mark laid over it, never larger than the room inside the margins. */
export async function withMark(image: Image, { draw, width, margin, opacity, place }: Mark): Promise<Image> {
  const edge = Math.round(Math.min(image.width, image.height) * margin)
  const room = { width: image.width - 2 * edge, height: image.height - 2 * edge }
  if (room.width < 1 || room.height < 1) return image
  const scale = sketchScale(image)
  const drawn = await draw(Math.max(1, Math.round(Math.min(image.width * width, room.width) * scale)))
  const { data, info } = await faded(drawn, { room: sizeAt(room, scale), opacity })
  const { left, top } = placeIn(room, sizeAt(info, 1 / scale), place)
  return image.overlay({ picture: data, scale, left: left + edge, top: top + edge })
}

/** For a sketch, a mark is drawn no larger than it can be seen. */
function sketchScale({ source: { sketchPx }, width, height }: Image): number {
  return sketchPx === undefined ? 1 : Math.min(1, sketchPx / Math.max(width, height))
}

function sizeAt({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A picture file as a mark. Raises `wrong-type` and what opening a file raises, about that file. */
export async function readMark(path: string, { maxPixels }: { maxPixels: number }): Promise<Mark['draw']> {
  await using file = await SourceFile.open(path, { isLookedAt: true })
  const type = sniffImage(await file.head(sniffBytes))
  if (!type) throw new Fault('wrong-type', { subject: path, why: 'A watermark is a picture, such as a PNG or an SVG.' })
  const bytes = type === 'image/svg+xml' ? await harmlessSvg(file) : await file.bytes()
  return async (width) => {
    try {
      return await sharp(bytes, decodeOptions({ maxPixels })).autoOrient().resize({ width }).png().toBuffer()
    } catch (error) {
      throw new Fault('file-damaged', { subject: path, cause: error })
    }
  }
}

function faded(mark: Buffer, { room, opacity }: { room: Size; opacity: number }) {
  const veil = Buffer.from([255, 255, 255, Math.round(opacity * 255)])
  return sharp(mark)
    .resize({ ...room, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .composite([{ input: veil, raw: { width: 1, height: 1, channels: 4 }, tile: true, blend: 'dest-in' }])
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true })
}

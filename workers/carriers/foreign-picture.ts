import { Fault } from '../../contract/fault.ts'
import { watchFromOutside } from '../watch-parent.ts'
import { damageFault } from './damage.ts'
import type { ImageSource } from './image-source.ts'
import { inspectImage } from './inspect-image.ts'
import type { Size } from './image-passes.ts'
import { decodeJxl, decodeJxlExactly } from './jxl.ts'
import { jxlTold } from './jxl-boxes.ts'
import { isExactJxl, jxlSize } from './jxl-header.ts'
import { requirePixels } from './pixel-limit.ts'
import { withPngChunks } from './png-chunks.ts'
import { sharp } from './sharp-module.ts'
import { uprightExif } from './upright-exif.ts'

/** Bare pixels, four bytes each. */
export interface Pixels {
  data: Uint8Array | Uint8ClampedArray
  width: number
  height: number
}

interface ForeignFile extends Pick<ImageSource, 'subject' | 'type' | 'maxPixels'> {
  input: Buffer
}

/** The kinds of picture that the native codec does not decode. */
export function isForeign(type: string): boolean {
  return type === 'image/heic' || type === 'image/jxl'
}

/**
 * A picture that only a codec of its own decodes, as a PNG without compression that says the same: upright, with its colour profile and tags.
 * Raises `too-large` before any pixel is decoded, `file-damaged`.
 */
export async function asPng(file: ForeignFile): Promise<Buffer> {
  try {
    return file.type === 'image/jxl' ? await jxlAsPng(file) : await heicAsPng(file)
  } catch (error) {
    throw damageFault(error, file)
  }
}

async function jxlAsPng({ input, subject, maxPixels }: ForeignFile): Promise<Buffer> {
  requirePixels({ ...jxlSize(input), pages: 1 }, { subject, maxPixels })
  const { exif, xmp } = jxlTold(input)
  const png = isExactJxl(input)
    ? await withoutIdleAlpha(await decodeJxlExactly(input))
    : await pngOf(await decodeJxl(input))
  return withPngChunks(png, { exif: exif && uprightExif(exif), xmp })
}

/** What is seen through nowhere needs no channel that says so. The others stay in their depth. */
async function withoutIdleAlpha(png: Buffer): Promise<Buffer> {
  const picture = sharp(png)
  const { hasAlpha, space } = await picture.metadata()
  if (!hasAlpha || !(await picture.stats()).isOpaque) return png
  return sharp(png).removeAlpha().keepIccProfile().toColourspace(space).png({ compressionLevel: 0 }).toBuffer()
}

/** The codec turns the picture upright by the container's word, so the tag has nothing left to say. */
async function heicAsPng({ input, type, subject, maxPixels }: ForeignFile): Promise<Buffer> {
  // The codec works in the place of JavaScript.
  watchFromOutside()
  const { default: decode } = await import('heic-decode')
  const head = await inspectImage({ subject, input, type })
  requirePixels({ width: head.width, height: head.height, pages: 1 }, { subject, maxPixels })
  const [first] = (await decode.all({ buffer: input })) as unknown as (Size & { decode(): Promise<Pixels> })[]
  if (!first) throw new Fault('file-damaged', { subject, why: 'There is no picture in it.' })
  requirePixels({ width: first.width, height: first.height, pages: 1 }, { subject, maxPixels })
  const png = await pngOf(await first.decode())
  const { icc, xmp } = await sharp(input).metadata()
  return withPngChunks(png, { icc, exif: head.exif && uprightExif(head.exif), xmp })
}

/** No sheet of pictures and no animation shows one larger; a thousand of them at full size would fill the memory. */
const heldSide = 2048

/** The same picture no larger than that, with all it says. */
export function heldSmall(png: Buffer): Promise<Buffer> {
  const size = { width: heldSide, height: heldSide, fit: 'inside' as const, withoutEnlargement: true }
  return sharp(png).resize(size).keepMetadata().webp({ quality: 95, alphaQuality: 100, effort: 1 }).toBuffer()
}

async function pngOf({ data, width, height }: Pixels): Promise<Buffer> {
  const raw = sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), { raw: { width, height, channels: 4 } })
  const isOpaque = allOpaque(data)
  return (isOpaque ? raw.removeAlpha() : raw).png({ compressionLevel: 0 }).toBuffer()
}

function allOpaque(data: Uint8Array | Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

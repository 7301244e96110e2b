import { hash } from 'node:crypto'
import type { Written } from '../family.ts'
import { writeNew } from '../write-new.ts'
import { beginPass } from './apply-pass.ts'
import { NewestFew } from '../newest-few.ts'
import { damageFault } from './damage.ts'
import type { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { encodeAs, type Encoding } from './image-encoding.ts'
import { extensionFor, type ImageFormat, imageFormats } from './image-formats.ts'
import { passesOf, type Size } from './image-passes.ts'
import { settlePass } from './settle-image.ts'
import { inspectImage } from './inspect-image.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { scaledCourse } from './scaled-operations.ts'

/** What a browser shows; other formats are drawn as one of these. */
const shownAs: Partial<Record<ImageFormat, ImageFormat>> = { tiff: 'png', jxl: 'webp' }

/**
 * The picture as it will look, at most about `sidePx` on its longer side: the same operations on a source made small first, each in its measure. The small
 * source is kept, so that asking again with other settings decodes nothing. For looking at only: the type is that of what is seen, the extension that of what would be written; colours are 8 bits of sRGB, of pages the first.
 */
export async function sketchImage(
  image: Image,
  { target, sidePx }: { target: string; sidePx: number },
): Promise<Omit<Written, 'facts'>> {
  const { source, encoding } = image
  const format = shownAs[encoding.format] ?? encoding.format
  const pipeline = await smallPipeline(image, hasPalette(encoding) ? Math.min(sidePx, palettePx) : sidePx)
  if (!imageFormats[format].alpha) pipeline.flatten({ background: encoding.background })
  const data = await encodeAs(pipeline, quick({ ...encoding, format }), {})
    .toBuffer()
    .catch((error: unknown) => {
      throw damageFault(error, source)
    })
  const { type } = imageFormats[format]
  return { type, extension: extensionFor(encoding.format, source.name), sizeBytes: await writeNew(target, [data]) }
}

/** As it is so far, in a size, without loss: for steps that look at pixels. */
export async function sketchPixels(image: Image, size: Size): Promise<Buffer> {
  const pipeline = await smallPipeline(image.resize(size), Math.max(size.width, size.height))
  return pipeline
    .png({ compressionLevel: 0 })
    .toBuffer()
    .catch((error: unknown) => {
      throw damageFault(error, image.source)
    })
}

/** Everything but what to write it as. */
async function smallPipeline(image: Image, sidePx: number): Promise<ReturnType<typeof sharp>> {
  const full = await seenSize(image.source)
  const { scale, operations } = scaledCourse(image.operations, { full, sidePx })
  const small = await heldAt(image.source, { full, scale })
  const passes = passesOf(await operations(small.size))
  let held = small.source
  for (const pass of passes.slice(0, -1)) held = await settlePass(held, { pass, paged: false })
  const pass = passes.at(-1) ?? {}
  const pipeline = beginPass(held, { pass, paged: false, oriented: false })
  return pass.grey ? pipeline.greyscale() : pipeline
}

/** Finding the colours of a palette takes as long as all else together: 0.3 s for a megapixel of grain. */
const palettePx = 640

function hasPalette({ format, colours }: Encoding): boolean {
  return format === 'gif' || (format === 'png' && colours !== undefined)
}

/** Effort makes files smaller, not other to look at. */
function quick(encoding: Encoding): Encoding {
  return { ...encoding, effort: 0, mozjpeg: false, progressive: false, hasty: true }
}

/** Orientations 5 to 8 lie on their side. */
async function seenSize(source: ImageSource): Promise<Size> {
  if (source.standsFor) return source.standsFor
  const { width, height, orientation } = await inspectImage(source)
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

interface Held {
  source: ImageSource
  size: Size
}

const kept = new NewestFew<Held>(6)

/** The source upright, in sRGB, at a scale. Decoded at a power of two, from which other scales are near. */
async function heldAt(source: ImageSource, { full, scale }: { full: Size; scale: number }): Promise<Held> {
  const key = keyOf(source)
  const level = 2 ** Math.ceil(Math.log2(Math.min(1, scale)))
  const base = await kept.get(`${key} ${level}`, () => decodeAt(source, sizeAt(full, level)))
  const size = sizeAt(full, scale)
  if (size.width === base.size.width && size.height === base.size.height) return base
  return kept.get(`${key} ${size.width}x${size.height}`, () =>
    rawOf(base.source, (pipeline) => pipeline.resize({ ...size, fit: 'fill' })),
  )
}

function sizeAt({ width, height }: Size, scale: number): Size {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Told last is when the size is turned to what is seen: decoding can begin at a fraction. */
function decodeAt(source: ImageSource, size: Size): Promise<Held> {
  const stored = source.orientation >= 5 ? { width: size.height, height: size.width } : size
  return rawOf(source, (pipeline) => pipeline.resize({ ...stored, fit: 'fill' }).autoOrient())
}

async function rawOf(
  source: ImageSource,
  change: (pipeline: ReturnType<typeof sharp>) => ReturnType<typeof sharp>,
): Promise<Held> {
  const pipeline = change(sharp(source.input, { ...decodeOptions(source), pages: 1, ...rawOption(source) }))
  try {
    const { data, info } = await pipeline
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    const channels = info.channels === 4 ? 4 : 3
    const plain = {
      orientation: 1,
      pages: 1,
      page: 0,
      grey: false,
      deep: false,
      cmyk: false,
      profile: false,
      alpha: channels === 4,
    }
    return { source: { ...source, ...plain, input: data, raw: { width, height, channels } }, size: { width, height } }
  } catch (error) {
    throw damageFault(error, source)
  }
}

function rawOption({ raw }: ImageSource) {
  return raw ? { raw } : {}
}

/** Names the bytes without reading all of them: a file that changes is read anew, and so is another buffer. */
const names = new WeakMap<Buffer, string>()

function keyOf({ input, page }: ImageSource): string {
  if (typeof input === 'string') return `${input} ${page}`
  const known = names.get(input) ?? hash('sha1', input)
  names.set(input, known)
  return `${known} ${page}`
}

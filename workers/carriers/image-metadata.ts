import { readFile } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { crc32 } from 'node:zlib'
import type { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import type { Kept } from './kept.ts'
import { type KeptExif, redactExif } from './redact-exif.ts'
import { standInTags } from './stamp-exif.ts'

/** Whether colours stay in the source's own space, with its profile; else they are converted to sRGB. CMYK always is. */
export function keepsProfile({ keep }: Image, source: ImageSource): boolean {
  return !source.cmyk && (keep.includes('colour-profile') || keep.includes('all'))
}

/** The file to decode: with tags that are not kept blanked out, since a codec keeps the block of tags whole or not at all. */
export async function redactedInput({ keep }: Image, source: ImageSource): Promise<Buffer | string> {
  if (!source.exif || keep.includes('all') || !keepsExif(keep)) return source.input
  const block = blockOf(source.exif)
  const redacted = redactExif(block, keptExif(keep))
  const bytes = typeof source.input === 'string' ? await readFile(source.input) : Buffer.from(source.input)
  const at = bytes.indexOf(block)
  if (!redacted || at < 0) return source.input
  redacted.copy(bytes, at)
  if (bytes.toString('latin1', at - 4, at) === 'eXIf') {
    bytes.writeUInt32BE(crc32(bytes.subarray(at - 4, at + block.length)), at + block.length)
  }
  return bytes
}

interface Tagging {
  source: ImageSource
  /** The redacted file, or the source's own. */
  input: Buffer | string
  /** To be written; 1 when it has been applied to the pixels. */
  orientation: number
}

/** Tells the pipeline which tags to write. An orientation other than 1 is always among them: without it the picture would be seen turned. */
export function keepMetadata(pipeline: Sharp, image: Image, tagging: Tagging): void {
  const { keep } = image
  const { xmp } = tagging.source
  const all = keep.includes('all')
  keepTags(pipeline, image, tagging)
  if (!xmp || !(all || keep.includes('xmp'))) return
  pipeline.withXmp(all || keep.includes('location') ? xmp : withoutLocation(xmp))
}

function keepTags(pipeline: Sharp, { keep, stamp }: Image, { source, input, orientation }: Tagging): void {
  const stamped = standInTags(stamp)
  if (keep.includes('all') || input !== source.input) {
    if (keep.includes('all') && !source.cmyk) pipeline.keepMetadata()
    else pipeline.keepExif()
    if (Object.keys(stamped).length > 0) pipeline.withExifMerge({ IFD0: stamped })
    return
  }
  const tags = { ...stamped, ...(orientation === 1 ? {} : { Orientation: String(orientation) }) }
  if (Object.keys(tags).length > 0) pipeline.withExif({ IFD0: tags })
}

function keepsExif(keep: readonly Kept[]): boolean {
  return keep.includes('copyright') || keep.includes('exif') || keep.includes('location')
}

function keptExif(keep: readonly Kept[]): KeptExif {
  return { copyright: keep.includes('copyright'), camera: keep.includes('exif'), location: keep.includes('location') }
}

/** JPEG puts six letters in front of the block itself. */
function blockOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
}

/** XMP tells the place as numbers and, as people and programs write it for archives, in words. https://iptc.org/std/photometadata/specification */
const placeNames =
  'exif:GPS\\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)|Iptc4xmpExt:Location(?:Created|Shown)'
const placeAttributes = new RegExp(`\\s(?:${placeNames})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g')
const placeElements = new RegExp(`<(${placeNames})(?:\\s[^>]*)?>[\\s\\S]*?</\\1\\s*>`, 'g')

function withoutLocation(xmp: string): string {
  return xmp.replace(placeAttributes, '').replace(placeElements, '')
}

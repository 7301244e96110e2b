import { readFile } from 'node:fs/promises'
import type { Exif, ExifDir, Sharp } from 'sharp'
import { crc32 } from 'node:zlib'
import { roomFor } from './carried-exif.ts'
import { blockOf } from './exif-block.ts'
import type { Image, Stamp } from './image.ts'
import { usualDensity } from './image-encoding.ts'
import type { ImageSource } from './image-source.ts'
import { isDropped, isKept, type Kept } from './kept.ts'
import { keptXmp } from './kept-xmp.ts'
import { type KeptExif, redactExif, withoutOthers } from './redact-exif.ts'
import { redactPhotoshop } from './redact-photoshop.ts'
import { standInTags } from './stamp-exif.ts'
import { toldRights } from './told-rights.ts'
import { withoutThumbnail } from './without-thumbnail.ts'

/** Whether colours stay in the source's own space, with its profile; else they are converted to sRGB. CMYK always is. */
export function keepsProfile({ keep }: Image, source: ImageSource): boolean {
  return !source.cmyk && isKept(keep, 'colour-profile')
}

/** The file to decode: with tags that are not kept blanked out, since a codec keeps the block of tags whole or not at all. */
export async function redactedInput(image: Image, source: ImageSource): Promise<Buffer | string> {
  const redactions = redactionsOf(image, source)
  if (redactions.length === 0) return source.input
  const bytes = typeof source.input === 'string' ? await readFile(source.input) : Buffer.from(source.input)
  const done = redactions.filter((redaction) => overwrite(bytes, redaction))
  return done.length > 0 ? bytes : source.input
}

interface Redaction {
  block: Buffer
  redacted: Buffer
}

/** Of everything, the thumbnails go: they are of the pixels as they were. */
function redactionsOf({ keep, stamp }: Image, { exif, photoshop }: ImageSource): Redaction[] {
  const block = exif && blockOf(exif)
  // One that cannot be followed to its end has at least lost its thumbnail.
  const mine = (found: Buffer): Buffer => withoutOthers(found, stamp) ?? found
  if (!keep.includes('all')) {
    return redactionOf(block, (found) => {
      const kept = keepsExif(keep) && redactExif(found, keptExif(keep))
      return kept && mine(kept)
    })
  }
  return [
    ...redactionOf(block, (found) => mine(withoutThumbnail(found) ?? found)),
    ...redactionOf(photoshop, (found) => redactPhotoshop(found, stamp)),
  ]
}

function redactionOf(block: Buffer | undefined, redact: (block: Buffer) => Buffer | undefined | false): Redaction[] {
  const redacted = block && redact(block)
  return redacted && redacted !== block ? [{ block, redacted }] : []
}

/** Whether the block was found. A chunk of a PNG has its checksum behind it. */
function overwrite(bytes: Buffer, { block, redacted }: Redaction): boolean {
  const at = bytes.indexOf(block)
  if (at < 0) return false
  redacted.copy(bytes, at)
  if (bytes.toString('latin1', at - 4, at) === 'eXIf') {
    bytes.writeUInt32BE(crc32(bytes.subarray(at - 4, at + block.length)), at + block.length)
  }
  return true
}

interface Tagging {
  source: ImageSource
  /** The redacted file, or the source's own. */
  input: Buffer | string
  /** To be written; 1 when it has been applied to the pixels. */
  orientation: number
  /** Tags that room is to be made for. */
  carried: Buffer | undefined
  /** The colour profile stays. */
  profile: boolean
}

/** Tells the pipeline which tags to write. An orientation other than 1 is always among them: without it the picture would be seen turned. */
export function keepMetadata(pipeline: Sharp, image: Image, tagging: Tagging): void {
  keepTags(pipeline, image, tagging)
  const xmp = toldXmp(image, tagging.source)
  if (xmp) pipeline.withXmp(xmp)
}

/** As far as it is kept. */
export function toldXmp({ keep, stamp }: Image, { xmp }: ImageSource): string | undefined {
  return xmp && isKept(keep, 'xmp') ? keptXmp(xmp, { stamp, keep }) : undefined
}

/** What is written on it: by the person, else what the file says, as far as that is kept. Where all is, each part of the file goes on saying it itself. */
export function stampOf({ keep, stamp }: Image, source: ImageSource): Stamp {
  if (!keptExif(keep).copyright) return stamp
  const told = keep.includes('all') ? (source.tags?.rights ?? {}) : toldRights(source)
  return { copyright: stamp.copyright ?? told.copyright, author: stamp.author ?? told.author }
}

function keepTags(pipeline: Sharp, image: Image, { source, input, orientation, carried, profile }: Tagging): void {
  const { keep } = image
  const tags = tagsOf(image, source)
  if (carried) {
    if (profile) pipeline.keepMetadata()
    pipeline.withExif(roomFor(carried))
  } else if (keep.includes('all') || input !== source.input) {
    // Everything has the profile in it.
    if (keep.includes('all') && profile) pipeline.keepMetadata()
    else pipeline.keepExif()
    if (saysAnything(tags)) pipeline.withExifMerge(tags)
    keepDensity(pipeline, source)
  } else {
    if (orientation !== 1) tags.IFD0['Orientation'] = String(orientation)
    if (!saysAnything(tags)) return
    pipeline.withExif(tags)
    keepDensity(pipeline, source)
  }
}

/** Only where tags are kept: whoever sets it keeps them all. Of some formats the codec does not know it, and would write that pixels are millimetres. */
function keepDensity(pipeline: Sharp, { density = usualDensity }: ImageSource): void {
  pipeline.withDensity(density)
}

function saysAnything(tags: Exif): boolean {
  return Object.values(tags).some((directory) => Object.keys(directory).length > 0)
}

/** To be written anew, by directory. */
function tagsOf(image: Image, source: ImageSource): Exif & { IFD0: ExifDir } {
  const { camera, location } = keptExif(image.keep)
  const { tags } = source
  return {
    ...(tags && camera ? tags.camera : {}),
    ...(tags && location ? tags.location : {}),
    IFD0: { ...(tags && camera ? tags.camera.IFD0 : {}), ...standInTags(stampOf(image, source)) },
  }
}

/** Whether anything of its tags is kept. */
export function keepsExif(keep: readonly Kept[]): boolean {
  return keep.includes('copyright') || keep.includes('exif') || keep.includes('location')
}

/** Who has made it is kept with the tags of the camera, unless it was named to be dropped. */
export function keptExif(keep: readonly Kept[]): KeptExif {
  const camera = isKept(keep, 'exif')
  const copyright = (isKept(keep, 'copyright') || camera) && !isDropped(keep, 'copyright')
  return { copyright, camera, location: isKept(keep, 'location') }
}

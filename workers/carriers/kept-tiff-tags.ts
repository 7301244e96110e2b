import { blockOf } from './exif-block.ts'
import type { Image } from './image.ts'
import { keepsExif, keptExif, stampOf, toldXmp } from './image-metadata.ts'
import type { ImageSource } from './image-source.ts'
import type { JxlTold } from './jxl-boxes.ts'
import { keptWords } from './kept-words.ts'
import { redactExif, withoutOthers } from './redact-exif.ts'
import { renewedExif } from './renewed-exif.ts'
import { entriesOf } from './stamp-exif.ts'
import type { TiffTelling } from './tagged-tiff.ts'
import { blankBlock } from './tiff-block.ts'

/** What a TIFF file is to say of a picture: what is kept, with what is written on it. */
export function keptTiffTags(image: Image, source: ImageSource, turn: number): TiffTelling {
  return { block: toldBlock(image, source, turn), words: keptWords(source.iptc, image) }
}

/** The same of a JPEG XL, whose codec writes bare pixels, upright. */
export function toldInJxl(image: Image, source: ImageSource): JxlTold {
  const xmp = toldXmp(image, source)
  return { exif: toldBlock(image, source, 1), xmp: xmp === undefined ? undefined : Buffer.from(xmp) }
}

function toldBlock(image: Image, source: ImageSource, turn: number): Buffer | undefined {
  const stamp = stampOf(image, source)
  const block = keptBlock(image, source) ?? (entriesOf(stamp).length > 0 ? blankBlock() : undefined)
  const { width, height } = image
  const size = turn >= 5 ? { width: height, height: width } : { width, height }
  return block && renewedExif(block, { ...size, orientation: turn, stamp })
}

function keptBlock({ keep, stamp }: Image, { exif, exifAsRead = exif }: ImageSource): Buffer | undefined {
  if (!exifAsRead) return undefined
  const block = withoutOthers(blockOf(exifAsRead), stamp)
  if (keep.includes('all')) return block
  return block && keepsExif(keep) ? redactExif(block, keptExif(keep)) : undefined
}

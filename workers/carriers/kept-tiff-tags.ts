import type { Image } from './image.ts'
import { keepsExif, keptExif, stampOf } from './image-metadata.ts'
import type { ImageSource } from './image-source.ts'
import { blockOf, redactExif } from './redact-exif.ts'
import { renewedExif } from './renewed-exif.ts'
import { entriesOf } from './stamp-exif.ts'
import type { TiffTelling } from './tagged-tiff.ts'
import { blankBlock } from './tiff-block.ts'

/** What a TIFF file is to say of a picture: what is kept, with what is written on it. */
export function keptTiffTags(image: Image, source: ImageSource, turn: number): TiffTelling {
  return { block: toldBlock(image, source, turn), words: image.keep.includes('all') ? source.iptc : undefined }
}

function toldBlock(image: Image, source: ImageSource, turn: number): Buffer | undefined {
  const stamp = stampOf(image, source)
  const block = keptBlock(image, source) ?? (entriesOf(stamp).length > 0 ? blankBlock() : undefined)
  const { width, height } = image
  const size = turn >= 5 ? { width: height, height: width } : { width, height }
  return block && renewedExif(block, { ...size, orientation: turn, stamp })
}

function keptBlock({ keep }: Image, { exif, exifAsRead = exif }: ImageSource): Buffer | undefined {
  if (!exifAsRead) return undefined
  if (keep.includes('all')) return blockOf(exifAsRead)
  return keepsExif(keep) ? redactExif(blockOf(exifAsRead), keptExif(keep)) : undefined
}

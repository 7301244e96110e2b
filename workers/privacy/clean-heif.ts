import { sharp } from '../carriers/sharp-module.ts'
import { redactExif } from '../carriers/redact-exif.ts'
import { blankParts } from './blank-heif-parts.ts'
import type { Cleaned, DirtyFile } from './cleaned.ts'

const nothing = { copyright: false, camera: false, location: false }

/**
 * A HEIC or AVIF whose blocks of tags are blanked where they lie: the container's table of places stays true, and no pixel is touched. How it is turned
 * stands in the container itself. Raises `wrong-type` for one with a film in its place.
 */
export async function cleanHeif({ bytes, subject }: DirtyFile): Promise<Cleaned> {
  const { exif, xmp } = await sharp(bytes).metadata()
  const clean = Buffer.from(bytes)
  const removed = blankParts(clean, subject)
  if (exif) {
    const block = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
    const at = bytes.indexOf(block)
    const blank = redactExif(block, nothing) ?? Buffer.alloc(block.length)
    if (at >= 0) blank.copy(clean, at)
    if (!blank.equals(block)) removed.push('EXIF')
  }
  const at = xmp ? bytes.indexOf(xmp) : -1
  if (xmp && at >= 0 && xmp.toString().trim() !== '') {
    clean.fill(' ', at, at + xmp.length)
    removed.push('XMP')
  }
  return { bytes: clean, removed }
}

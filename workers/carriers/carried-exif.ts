import type { Exif } from 'sharp'
import { blockOf } from './exif-block.ts'
import type { Image } from './image.ts'
import { usualDensity } from './image-encoding.ts'
import type { ImageSource } from './image-source.ts'
import { withoutOthers } from './redact-exif.ts'
import { renewedExif } from './renewed-exif.ts'
import { writeExif } from './stamp-exif.ts'

/** Formats in which the codec writes a block of tags that can be written over. */
const holding = new Set(['jpeg', 'png', 'webp', 'avif'])
/** A part of a JPEG ends at 65,535 bytes, and the codec leaves out what would not fit. */
const mostBytes = 65_000

/**
 * The tags to be carried over as they stand where everything is kept: the codec writes only those anew that it knows, and neither stars nor what some
 * phones and makers say. Undefined where not everything is kept, and where the codec has to do.
 */
export function carriedExif(image: Image, { exifAsRead, density }: ImageSource, turn: number): Buffer | undefined {
  if (!exifAsRead || !image.keep.includes('all') || !holding.has(image.encoding.format)) return undefined
  const { width, height, stamp } = image
  const size = turn >= 5 ? { width: height, height: width } : { width, height }
  const mine = withoutOthers(blockOf(exifAsRead), stamp)
  // The codec says the usual one of each JPEG that says nothing.
  const told = density === usualDensity ? undefined : density
  const block = mine && renewedExif(mine, { ...size, orientation: turn, stamp, density: told })
  return block && block.length <= mostBytes ? block : undefined
}

const standIn = '~'

/** Tags for the codec to write that take a little more room than the block. */
export function roomFor(block: Buffer): Exif {
  return { IFD0: { ImageDescription: standIn.repeat(block.length) } }
}

/** The file that was written, with the block in the room that was made for it. */
export function withCarriedExif(file: Buffer, block: Buffer): Promise<Buffer> {
  return writeExif(file, (room) => {
    block.copy(blockOf(room).fill(0))
  })
}

import { copyExif, type ExifLevel } from './copy-exif.ts'
import type { Stamp } from './image.ts'

/** EXIF tags, by number. https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf, section 4.6 */
const tag = {
  orientation: 0x0112,
  artist: 0x013b,
  copyright: 0x8298,
  exifPointer: 0x8769,
  gpsPointer: 0x8825,
  /** Private to the maker, with offsets of its own and often a serial number. */
  makerNote: 0x927c,
  /** Whose camera it is. */
  owner: 0xa430,
  interoperabilityPointer: 0xa005,
  /** The author, as Windows writes it. */
  xpAuthor: 0x9c9d,
}
/** What Photoshop and XMP say, in a block that is no file: with small pictures, as they have in the parts of their own where they are looked for. */
const nested = new Set([0x02bc, 0x8649])

/** Which tags stay: who has made the picture, what the camera says, where it was taken. */
export interface KeptExif {
  copyright: boolean
  camera: boolean
  location: boolean
}

/**
 * A block of the same length and layout in which all but the kept tags is zeros; the orientation always stays. Thumbnails and maker notes go.
 * Undefined when the block cannot be followed to its end.
 */
export function redactExif(block: Buffer, kept: KeptExif): Buffer | undefined {
  return copyExif(block, partOf(kept))?.target
}

/**
 * Every tag where it was, so that those of makers stay as good as they were, and nothing that no directory leads to; no thumbnails. Undefined when
 * the block cannot be followed to its end.
 */
export function wholeExif(block: Buffer): Buffer | undefined {
  const copy = copyExif(block, whole)
  return copy?.target.subarray(0, copy.end)
}

/** The same block, where somebody else is named as the author, without the author that Windows has beside that; undefined as with the others. */
export function withoutOthers(block: Buffer, { author }: Stamp): Buffer | undefined {
  return author === undefined ? block : copyExif(block, unsigned)?.target
}

const plain: ExifLevel = { isKept: () => true, inside: {} }
const whole: ExifLevel = {
  isKept: (number) => !nested.has(number),
  inside: {
    [tag.exifPointer]: { ...plain, inside: { [tag.interoperabilityPointer]: plain } },
    [tag.gpsPointer]: plain,
  },
}

const unsigned: ExifLevel = { ...whole, isKept: (number) => whole.isKept(number) && number !== tag.xpAuthor }

function partOf(kept: KeptExif): ExifLevel {
  const { copyright } = kept
  const isKeptOfCamera = (number: number): boolean =>
    number !== tag.makerNote && number !== tag.interoperabilityPointer && (number !== tag.owner || copyright)
  return {
    isKept: (number) => isKeptOfPicture(number, kept),
    inside: { [tag.exifPointer]: { isKept: isKeptOfCamera, inside: {} }, [tag.gpsPointer]: plain },
  }
}

function isKeptOfPicture(number: number, { copyright, camera, location }: KeptExif): boolean {
  if (number === tag.orientation) return true
  if (number === tag.exifPointer) return camera
  if (number === tag.gpsPointer) return location
  if (number === tag.artist || number === tag.copyright || number === tag.xpAuthor) return copyright
  return camera
}

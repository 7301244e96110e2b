import { valueBytes } from '../tiff-entries.ts'
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
/** Where the thumbnail lies and how long it is: of JPEG, and of bare pixels. */
const thumbnailTags: Record<number, number> = { 0x0201: 0x0202, 0x0111: 0x0117 }

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
  return copied(block, partOf(kept))?.target
}

/**
 * Every tag where it was, so that those of makers stay as good as they were, and nothing that no directory leads to; no thumbnails. Undefined when
 * the block cannot be followed to its end.
 */
export function wholeExif(block: Buffer): Buffer | undefined {
  const copy = copied(block, whole)
  return copy?.target.subarray(0, copy.end)
}

/** The same block, where somebody else is named as the author, without the author that Windows has beside that; undefined as with the others. */
export function withoutOthers(block: Buffer, { author }: Stamp): Buffer | undefined {
  return author === undefined ? block : copied(block, unsigned)?.target
}

function copied(block: Buffer, level: Level): Redaction | undefined {
  const source = new DataView(block.buffer, block.byteOffset, block.byteLength)
  const target = Buffer.alloc(block.length)
  try {
    const redaction = { source, block, target, little: source.getUint16(0) === 0x4949, end: 8 }
    block.copy(target, 0, 0, 8)
    copyDirectory(redaction, source.getUint32(4, redaction.little), level)
    return redaction
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * The same block without the thumbnail, which shows what the picture has been before it was cut or blurred; all else stays as it stands.
 * Undefined when there is none.
 */
export function withoutThumbnail(block: Buffer): Buffer | undefined {
  const target = Buffer.from(block)
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength)
  try {
    const little = view.getUint16(0) === 0x4949
    const start = view.getUint32(4, little)
    const link = start + 2 + view.getUint16(start, little) * 12
    const directory = view.getUint32(link, little)
    if (directory === 0) return undefined
    view.setUint32(link, 0)
    blankThumbnail(target, valuesOf(view, directory, little))
    return target
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The same block, saying that the pixels are upright; JPEG's six letters before it are left out. */
export function uprightExif(exif: Buffer): Buffer {
  const block = Buffer.from(blockOf(exif))
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  try {
    const little = view.getUint16(0) === 0x4949
    const start = view.getUint32(4, little)
    const count = view.getUint16(start, little)
    for (let entry = start + 2; entry < start + 2 + count * 12; entry += 12) {
      if (view.getUint16(entry, little) === tag.orientation) view.setUint16(entry + 8, 1, little)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return block
}

interface Redaction {
  source: DataView
  block: Buffer
  target: Buffer
  little: boolean
  /** Behind all that has been copied. */
  end: number
}

/** Which entries of a directory are copied, and which of them lead to others. */
interface Level {
  isKept: (number: number) => boolean
  inside: Record<number, Level>
}

const plain: Level = { isKept: () => true, inside: {} }
const whole: Level = {
  isKept: (number) => !nested.has(number),
  inside: {
    [tag.exifPointer]: { ...plain, inside: { [tag.interoperabilityPointer]: plain } },
    [tag.gpsPointer]: plain,
  },
}

const unsigned: Level = { ...whole, isKept: (number) => whole.isKept(number) && number !== tag.xpAuthor }

function partOf(kept: KeptExif): Level {
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

/** Copies the kept entries of a directory, without gaps, and none of the directories that follow it. Throws `RangeError` when something lies outside the block. */
function copyDirectory(redaction: Redaction, start: number, { isKept, inside }: Level): void {
  const { source, block, target, little } = redaction
  const count = source.getUint16(start, little)
  let done = 0
  for (let entry = start + 2; entry < start + 2 + count * 12; entry += 12) {
    const number = source.getUint16(entry, little)
    if (!isKept(number)) continue
    block.copy(target, start + 2 + done * 12, entry, entry + 12)
    copyValue(redaction, entry)
    done += 1
    const below = inside[number]
    if (below) copyDirectory(redaction, source.getUint32(entry + 8, little), below)
  }
  if (little) target.writeUInt16LE(done, start)
  else target.writeUInt16BE(done, start)
  // Behind the entries it says where another directory stands: nowhere.
  redaction.end = Math.max(redaction.end, Math.min(start + 2 + done * 12 + 4, target.length))
}

/** Values of up to four bytes are in the entry itself. */
function copyValue(redaction: Redaction, entry: number): void {
  const { source, block, target, little } = redaction
  const size = (valueBytes[source.getUint16(entry + 2, little)] ?? 0) * source.getUint32(entry + 4, little)
  if (size <= 4) return
  const at = source.getUint32(entry + 8, little)
  if (at + size > block.length) throw new RangeError('value outside the block')
  block.copy(target, at, at, at + size)
  redaction.end = Math.max(redaction.end, at + size)
}

/** The values of a directory by tag, as far as they are in the block. */
function valuesOf(view: DataView, start: number, little: boolean): Map<number, number> {
  const values = new Map<number, number>()
  if (start + 2 > view.byteLength) return values
  const end = Math.min(start + 2 + view.getUint16(start, little) * 12, view.byteLength)
  for (let entry = start + 2; entry + 12 <= end; entry += 12) {
    values.set(view.getUint16(entry, little), view.getUint32(entry + 8, little))
  }
  return values
}

function blankThumbnail(block: Buffer, values: Map<number, number>): void {
  for (const [place, length] of Object.entries(thumbnailTags)) {
    const at = values.get(Number(place))
    if (at !== undefined) block.subarray(at, at + (values.get(length) ?? 0)).fill(0)
  }
}

/** JPEG puts six letters in front of the block itself. */
export function blockOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
}

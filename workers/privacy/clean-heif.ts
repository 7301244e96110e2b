import { sharp } from '../carriers/sharp-module.ts'
import { redactExif } from '../carriers/redact-exif.ts'
import { Fault } from '../../contract/fault.ts'
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

/** What the picture is made of: its kind, its table, its data. */
const shown = new Set(['ftyp', 'meta', 'mdat'])
/** What may be left over; its content counts for nothing. */
const filler = 'free'

/**
 * Phones put more behind the picture, such as the seconds before it as a film that says where it was taken, or a signed history. All of that becomes
 * filler of the same length. Names what it was.
 */
function blankParts(bytes: Buffer, subject: string): string[] {
  const removed: string[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const { type, head, end } = partAt(bytes, at)
    if (type === 'moov') throw new Fault('wrong-type', { subject, why: 'It is a film as much as a picture.' })
    if (!shown.has(type) && !isBlank(bytes, { type, from: at + head, end })) {
      bytes.write(filler, at + 4, 'latin1')
      bytes.fill(0, at + head, end)
      removed.push(names[type] ?? 'data behind the picture')
    }
    at = end
  }
  return removed
}

const names: Record<string, string> = {
  mpvd: 'film',
  uuid: 'data of a program',
  free: 'left-over data',
  skip: 'left-over data',
}

interface Part {
  type: string
  /** How many bytes stand before its content. */
  head: number
  /** Where the next one begins. */
  end: number
}

/** A length of 0 goes to the end of the file, one of 1 stands behind the type. ISO/IEC 14496-12, section 4.2 */
function partAt(bytes: Buffer, at: number): Part {
  const short = bytes.readUInt32BE(at)
  const head = short === 1 ? 16 : 8
  const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short
  return {
    type: bytes.toString('latin1', at + 4, at + 8),
    head,
    end: Math.min(bytes.length, at + Math.max(head, length)),
  }
}

function isBlank(bytes: Buffer, { type, from, end }: { type: string; from: number; end: number }): boolean {
  return type === filler && bytes.subarray(from, end).every((byte) => byte === 0)
}

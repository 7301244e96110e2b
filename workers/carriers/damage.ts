import { Fault } from '../../contract/fault.ts'
import { firstLineOf } from '../first-line-of.ts'

interface DecodedFile {
  subject: string
  type: string
  /** The content, or a path where it is too large to hold. */
  input: Buffer | string
}

/**
 * Raises `file-truncated` when the container shows that something is missing at the end. Decoders see it only when they get that far, and a crop
 * does not let them.
 */
export function requireWhole({ subject, type, input }: DecodedFile): void {
  if (typeof input === 'string' || (isWhole[type]?.(input) ?? true)) return
  throw new Fault('file-truncated', { subject, why: 'Its last part is missing.' })
}

/** The fault of a file whose kind was right and that still could not be decoded. */
export function damageFault(error: unknown, { subject, type, input }: DecodedFile): Fault {
  if (error instanceof Fault) return error
  // Software that appends to a GIF is common enough not to take its last byte for proof before decoding has failed.
  const ended = type === 'image/gif' && typeof input !== 'string' && input.at(-1) !== 0x3b
  const why = `The decoder says: ${firstLineOf(error)}.`
  return new Fault(ended ? 'file-truncated' : 'file-damaged', { subject, why, cause: error })
}

const isWhole: Record<string, (bytes: Buffer) => boolean> = {
  // Within a scan 0xff is always stuffed, so an end marker behind the start of the first scan is real.
  'image/jpeg': (bytes) => bytes.lastIndexOf('\xff\xd9', undefined, 'latin1') > bytes.indexOf('\xff\xda', 0, 'latin1'),
  'image/png': (bytes) => bytes.lastIndexOf('IEND', undefined, 'latin1') > 0,
  'image/webp': (bytes) => bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length,
  'image/avif': boxesFit,
  'image/heic': boxesFit,
}

/** Walks the top boxes of an ISO base media file. */
function boxesFit(bytes: Buffer): boolean {
  let at = 0
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at)
    // 0 is a box to the end of the file, 1 one with a long length.
    if (size < 8) return true
    at += size
  }
  return at <= bytes.length
}

import { Fault } from '../../contract/fault.ts'

/** The fault of a file whose kind was right and that still could not be decoded; `input` is its content, if it is in memory. */
export function damageFault(
  error: unknown,
  { subject, type, input }: { subject: string; type: string; input: Buffer | string },
): Fault {
  if (error instanceof Fault) return error
  const code = typeof input !== 'string' && endsEarly(input, type) ? 'file-truncated' : 'file-damaged'
  return new Fault(code, { subject, why: `The decoder says: ${firstLine(error)}.`, cause: error })
}

/** Whether the container itself says that something is missing at the end. */
function endsEarly(bytes: Buffer, type: string): boolean {
  return !(isWhole[type]?.(bytes) ?? true)
}

const isWhole: Record<string, (bytes: Buffer) => boolean> = {
  // Within a scan 0xff is always stuffed, so an end marker behind the start of the first scan is real.
  'image/jpeg': (bytes) => bytes.lastIndexOf('\xff\xd9', undefined, 'latin1') > bytes.indexOf('\xff\xda', 0, 'latin1'),
  'image/png': (bytes) => bytes.lastIndexOf('IEND', undefined, 'latin1') > 0,
  'image/webp': (bytes) => bytes.length >= 12 && bytes.readUInt32LE(4) + 8 <= bytes.length,
  'image/gif': (bytes) => bytes.at(-1) === 0x3b,
  'image/avif': boxesFit,
}

/** Walks the top boxes of an ISO base media file. */
function boxesFit(bytes: Buffer): boolean {
  let at = 0
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at)
    if (size < 8) return size === 0
    at += size
  }
  return at === bytes.length
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').replace(/\.$/, '')
}

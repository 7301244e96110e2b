import { entryBytes, valueBytes, viewOf } from '../tiff-entries.ts'
import { followed } from './exif-block.ts'
import { firstDirectory, isLittle } from './exif-directory.ts'

/** Which entries of a directory are copied, and which of them lead to others. */
export interface ExifLevel {
  isKept: (number: number) => boolean
  inside: Record<number, ExifLevel>
}

/** As far as it was copied. */
interface Copy {
  source: DataView
  block: Buffer
  target: Buffer
  little: boolean
  /** Behind all that has been copied. */
  end: number
}

/**
 * A block of the same length and layout with what the level keeps, and zeros for all else; `end` is behind the last of it. Undefined when the block
 * cannot be followed to its end.
 */
export function copyExif(block: Buffer, level: ExifLevel): Pick<Copy, 'target' | 'end'> | undefined {
  return followed(() => {
    const source = viewOf(block)
    const copy = { source, block, target: Buffer.alloc(block.length), little: isLittle(source), end: 8 }
    block.copy(copy.target, 0, 0, 8)
    copyDirectory(copy, firstDirectory(source), level)
    return copy
  })
}

/** Copies the kept entries of a directory, without gaps, and none of the directories that follow it. Throws `RangeError` when something lies outside the block. */
function copyDirectory(copy: Copy, start: number, { isKept, inside }: ExifLevel): void {
  const { source, block, target, little } = copy
  const count = source.getUint16(start, little)
  let done = 0
  for (let entry = start + 2; entry < start + 2 + count * entryBytes; entry += entryBytes) {
    const number = source.getUint16(entry, little)
    if (!isKept(number)) continue
    block.copy(target, start + 2 + done * entryBytes, entry, entry + entryBytes)
    copyValue(copy, entry)
    done += 1
    const below = inside[number]
    if (below) copyDirectory(copy, source.getUint32(entry + 8, little), below)
  }
  if (little) target.writeUInt16LE(done, start)
  else target.writeUInt16BE(done, start)
  // Behind the entries it says where another directory stands: nowhere.
  copy.end = Math.max(copy.end, Math.min(start + 2 + done * entryBytes + 4, target.length))
}

/** Values of up to four bytes are in the entry itself. */
function copyValue(copy: Copy, entry: number): void {
  const { source, block, target, little } = copy
  const size = (valueBytes[source.getUint16(entry + 2, little)] ?? 0) * source.getUint32(entry + 4, little)
  if (size <= 4) return
  const at = source.getUint32(entry + 8, little)
  if (at + size > block.length) throw new RangeError('value outside the block')
  block.copy(target, at, at, at + size)
  copy.end = Math.max(copy.end, at + size)
}

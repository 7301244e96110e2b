import { entryBytes, valueBytes } from '../tiff-entries.ts'

/** What stands in a directory of EXIF under a number, and where. */
export interface ExifEntry {
  number: number
  /** Where its twelve bytes begin. */
  at: number
  type: number
  /** Its value, which is in the entry itself where it takes no more than four bytes. */
  from: number
  to: number
}

/** Whether numbers begin with their lowest byte. */
export function isLittle(view: DataView): boolean {
  return view.getUint16(0) === 0x4949
}

/** Where the first directory stands. */
export function firstDirectory(view: DataView): number {
  return view.getUint32(4, isLittle(view))
}

/** Throws `RangeError` where the directory does not end in the block. */
export function exifDirectory(view: DataView, start: number): ExifEntry[] {
  const count = view.getUint16(start, isLittle(view))
  return Array.from({ length: count }, (_, index) => entryAt(view, start + 2 + index * entryBytes))
}

function entryAt(view: DataView, at: number): ExifEntry {
  const little = isLittle(view)
  const type = view.getUint16(at + 2, little)
  const size = (valueBytes[type] ?? 0) * view.getUint32(at + 4, little)
  const from = size <= 4 ? at + 8 : view.getUint32(at + 8, little)
  return { number: view.getUint16(at, little), at, type, from, to: from + size }
}

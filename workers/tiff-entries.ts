import { openTiff, type TiffFile } from './open-tiff.ts'
import type { ReadAt } from './read-at.ts'

/** What stands in a directory of tags under a number. */
export interface TiffEntry {
  number: number
  type: number
  count: number
  /** As it stands in the file, with numbers in its byte order. */
  value: Buffer
}

/** Which directory it is: of the picture itself, of its camera, of its place. */
export type TiffPart = 'picture' | 'exif' | 'gps'

export interface TiffEntries extends Record<TiffPart, TiffEntry[]> {
  /** Numbers begin with their lowest byte. */
  little: boolean
}

/** Where the picture's directory says that the others stand. */
export const pointers = { exif: 0x8769, gps: 0x8825 }

/** How long one of each type is. */
export const valueBytes: Record<number, number> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1,
}
export const entryBytes = 12
/** More than any camera writes: a damaged count reads no further, and no picture is taken for a tag. */
const entriesMost = 512
const valueMostBytes = 64 * 1024

/**
 * Follows the directories of a file, or of a block of tags, wherever they stand, with a few short readings. Undefined where there are none or they lead
 * nowhere; what is too long, of no known type, or not `isWanted` is left out. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, section 2
 */
export async function tiffEntries(
  read: ReadAt,
  isWanted: (entry: Omit<TiffEntry, 'value'>, part: TiffPart) => boolean,
): Promise<TiffEntries | undefined> {
  const file = await openTiff(read)
  if (!file) return undefined
  try {
    const known = Object.values(pointers)
    const all = await directory(file, file.first, (entry) => known.includes(entry.number) || isWanted(entry, 'picture'))
    const partAt = async (part: 'exif' | 'gps'): Promise<TiffEntry[]> => {
      const start = placeOf(
        all.find(({ number }) => number === pointers[part]),
        file,
      )
      return start === 0 ? [] : directory(file, start, (entry) => isWanted(entry, part))
    }
    const picture = all.filter(({ number }) => !known.includes(number))
    return { little: file.little, picture, exif: await partAt('exif'), gps: await partAt('gps') }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function placeOf(pointer: TiffEntry | undefined, { little }: TiffFile): number {
  if (!pointer || pointer.value.length !== 4) return 0
  return little ? pointer.value.readUInt32LE() : pointer.value.readUInt32BE()
}

/** Throws `RangeError` where it does not end in the file. */
async function directory(
  file: TiffFile,
  start: number,
  isWanted: (entry: Omit<TiffEntry, 'value'>) => boolean,
): Promise<TiffEntry[]> {
  const count = viewOf(await file.read(start, 2)).getUint16(0, file.little)
  const entries = await file.read(start + 2, Math.min(count, entriesMost) * entryBytes)
  const found: TiffEntry[] = []
  for (let at = 0; at + entryBytes <= entries.length; at += entryBytes) {
    const entry = entries.subarray(at, at + entryBytes)
    const view = viewOf(entry)
    const head = {
      number: view.getUint16(0, file.little),
      type: view.getUint16(2, file.little),
      count: view.getUint32(4, file.little),
    }
    const value = isWanted(head) ? await valueOf(file, entry, head) : undefined
    if (value) found.push({ ...head, value })
  }
  return found
}

/** Values of up to four bytes are in the entry itself. */
async function valueOf(
  { read, little }: TiffFile,
  entry: Buffer,
  { type, count }: Omit<TiffEntry, 'value'>,
): Promise<Buffer | undefined> {
  const length = (valueBytes[type] ?? 0) * count
  if (length === 0 || length > valueMostBytes) return undefined
  if (length <= 4) return entry.subarray(8, 8 + length)
  const value = await read(viewOf(entry).getUint32(8, little), length)
  return value.length < length ? undefined : value
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

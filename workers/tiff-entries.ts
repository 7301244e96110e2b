import { numberAt, openTiff, placeAt, plainLayout, type TiffFile } from './open-tiff.ts'
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
/** In a file of up to 4 GB, and in a block. */
export const { entryBytes } = plainLayout
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
  const length = pointer?.value.length ?? 0
  return pointer && (length === 4 || length === 8) ? numberAt(pointer.value, 0, { little, length }) : 0
}

/** Throws `RangeError` where it does not end in the file. */
async function directory(
  file: TiffFile,
  start: number,
  isWanted: (entry: Omit<TiffEntry, 'value'>) => boolean,
): Promise<TiffEntry[]> {
  const { little, layout } = file
  const { countBytes, entryBytes: bytes } = layout
  const count = numberAt(await file.read(start, countBytes), 0, { little, length: countBytes })
  const entries = await file.read(start + countBytes, Math.min(count, entriesMost) * bytes)
  const found: TiffEntry[] = []
  for (let at = 0; at + bytes <= entries.length; at += bytes) {
    const entry = entries.subarray(at, at + bytes)
    const view = viewOf(entry)
    const head = { number: view.getUint16(0, little), type: view.getUint16(2, little), count: placeAt(entry, 4, file) }
    const value = isWanted(head) ? await valueOf(file, entry, head) : undefined
    if (value) found.push({ ...head, value })
  }
  return found
}

/** Short values are in the entry itself. */
async function valueOf(
  file: TiffFile,
  entry: Buffer,
  { type, count }: Omit<TiffEntry, 'value'>,
): Promise<Buffer | undefined> {
  const { placeBytes } = file.layout
  const place = 4 + placeBytes
  const length = (valueBytes[type] ?? 0) * count
  if (length === 0 || length > valueMostBytes) return undefined
  if (length <= placeBytes) return entry.subarray(place, place + length)
  const value = await file.read(placeAt(entry, place, file), length)
  return value.length < length ? undefined : value
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

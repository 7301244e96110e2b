import { openTiff, type TiffFile } from './open-tiff.ts'
import type { ReadAt } from './read-at.ts'

/** Tags of a TIFF file by number, each as text: of several numbers one after the other, fractions as `1/200`. */
export interface TiffDirectories {
  picture: Map<number, string>
  exif: Map<number, string>
  gps: Map<number, string>
}

const exifPointer = 0x8769
const gpsPointer = 0x8825
const entryBytes = 12
/** More than any camera writes: a damaged count reads no further, and no picture is taken for a tag. */
const entriesMost = 512
const valueMostBytes = 64 * 1024

/**
 * Follows the directories wherever they stand, with a few short readings. Undefined where there are none or they lead nowhere; what is too long or of
 * a type nobody reads as text is left out. https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, section 2
 */
export async function tiffDirectories(read: ReadAt): Promise<TiffDirectories | undefined> {
  const file = await openTiff(read)
  if (!file) return undefined
  try {
    const picture = await directory(file, file.first)
    const [exif, gps] = [exifPointer, gpsPointer].map((number) => Number(picture.get(number) ?? 0))
    return {
      picture,
      exif: exif ? await directory(file, exif) : new Map(),
      gps: gps ? await directory(file, gps) : new Map(),
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Throws `RangeError` where it does not end in the file. */
async function directory(file: TiffFile, start: number): Promise<Map<number, string>> {
  const count = viewOf(await file.read(start, 2)).getUint16(0, file.little)
  const entries = await file.read(start + 2, Math.min(count, entriesMost) * entryBytes)
  const found = new Map<number, string>()
  for (let at = 0; at + entryBytes <= entries.length; at += entryBytes) {
    const entry = viewOf(entries.subarray(at, at + entryBytes))
    const text = await valueOf(file, entry)
    if (text !== undefined) found.set(entry.getUint16(0, file.little), text)
  }
  return found
}

/** How long one of each type is, and how it reads. */
const types: Record<number, { bytes: number; read: (view: DataView, at: number, little: boolean) => string }> = {
  2: { bytes: 1, read: () => '' },
  3: { bytes: 2, read: (view, at, little) => String(view.getUint16(at, little)) },
  4: { bytes: 4, read: (view, at, little) => String(view.getUint32(at, little)) },
  5: { bytes: 8, read: (view, at, little) => `${view.getUint32(at, little)}/${view.getUint32(at + 4, little)}` },
  10: { bytes: 8, read: (view, at, little) => `${view.getInt32(at, little)}/${view.getInt32(at + 4, little)}` },
}
const asciiType = 2

/** Values of up to four bytes are in the entry itself. */
async function valueOf({ read, little }: TiffFile, entry: DataView): Promise<string | undefined> {
  const type = entry.getUint16(2, little)
  const kind = types[type]
  const count = entry.getUint32(4, little)
  const length = (kind?.bytes ?? 0) * count
  if (!kind || length === 0 || length > valueMostBytes) return undefined
  const bytes = length <= 4 ? bytesOf(entry).subarray(8, 8 + length) : await read(entry.getUint32(8, little), length)
  if (bytes.length < length) return undefined
  if (type === asciiType) return textOf(bytes)
  return Array.from({ length: count }, (_, at) => kind.read(viewOf(bytes), at * kind.bytes, little)).join(' ')
}

/** Cameras write UTF-8, and older programs what their system had. */
function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  const said = end < 0 ? bytes : bytes.subarray(0, end)
  const text = said.toString('utf8')
  return (text.includes('\ufffd') ? said.toString('latin1') : text).trimEnd()
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function bytesOf(view: DataView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength)
}

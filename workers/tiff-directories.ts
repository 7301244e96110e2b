import type { ReadAt } from './read-at.ts'
import { tiffEntries, type TiffEntry } from './tiff-entries.ts'

/** Tags of a TIFF file by number, each as text: of several numbers one after the other, fractions as `1/200`. */
export interface TiffDirectories {
  picture: Map<number, string>
  exif: Map<number, string>
  gps: Map<number, string>
}

/** As `tiffEntries`; what is of a type nobody reads as text is left out. */
export async function tiffDirectories(read: ReadAt): Promise<TiffDirectories | undefined> {
  const found = await tiffEntries(read, ({ type }) => type === asciiType || type in numbers)
  if (!found) return undefined
  const { little } = found
  return {
    picture: textsOf(found.picture, little),
    exif: textsOf(found.exif, little),
    gps: textsOf(found.gps, little),
  }
}

type ReadNumber = (view: DataView, at: number, little: boolean) => string

const asciiType = 2
/** How long a number of each type is, and how it reads. */
const numbers: Record<number, { bytes: number; read: ReadNumber }> = {
  3: { bytes: 2, read: (view, at, little) => String(view.getUint16(at, little)) },
  4: { bytes: 4, read: (view, at, little) => String(view.getUint32(at, little)) },
  5: { bytes: 8, read: (view, at, little) => `${view.getUint32(at, little)}/${view.getUint32(at + 4, little)}` },
  10: { bytes: 8, read: (view, at, little) => `${view.getInt32(at, little)}/${view.getInt32(at + 4, little)}` },
}

function textsOf(entries: TiffEntry[], little: boolean): Map<number, string> {
  return new Map(entries.map((entry) => [entry.number, textOf(entry, little)]))
}

function textOf({ type, count, value }: TiffEntry, little: boolean): string {
  const kind = numbers[type]
  if (!kind) return lettersOf(value)
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  return Array.from({ length: count }, (_, at) => kind.read(view, at * kind.bytes, little)).join(' ')
}

/** Cameras write UTF-8, and older programs what their system had. */
function lettersOf(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  const said = end < 0 ? bytes : bytes.subarray(0, end)
  const text = said.toString('utf8')
  return (text.includes('\ufffd') ? said.toString('latin1') : text).trimEnd()
}

import type { ReadAt } from './read-at.ts'

/** How a directory is written down: one of a file of any size (BigTIFF) has longer numbers. */
export interface TiffLayout {
  /** Of the number of entries at its beginning. */
  countBytes: number
  entryBytes: number
  /** Of a place in the file, and of a value that stands in its entry. */
  placeBytes: 4 | 8
}

export interface TiffFile {
  read: ReadAt
  /** Its numbers begin with their lowest byte. */
  little: boolean
  layout: TiffLayout
  /** Where its first directory stands. */
  first: number
  /** What a maker writes behind the header; whatever is there in files of others. */
  mark: string
}

/** Of files of up to 4 GB, and of all blocks of tags. */
export const plainLayout: TiffLayout = { countBytes: 2, entryBytes: 12, placeBytes: 4 }
const largeLayout: TiffLayout = { countBytes: 8, entryBytes: 20, placeBytes: 8 }

const headerBytes = 8
const markBytes = 2
const largeHeaderBytes = 16

/** Undefined for what is no TIFF file. https://www.awaresystems.be/imaging/tiff/bigtiff.html */
export async function openTiff(read: ReadAt): Promise<TiffFile | undefined> {
  const header = await read(0, largeHeaderBytes)
  const [, order, kind] = /^(II(?=.\0)|MM(?=\0.))\0?([*+])/s.exec(header.toString('latin1', 0, 4)) ?? []
  if (order === undefined || header.length < (kind === '*' ? headerBytes : largeHeaderBytes)) return undefined
  const file = { read, little: order === 'II' }
  if (kind === '*') {
    const mark = header.toString('latin1', headerBytes, headerBytes + markBytes)
    return { ...file, layout: plainLayout, first: placeAt(header, 4, { ...file, layout: plainLayout }), mark }
  }
  return {
    ...file,
    layout: largeLayout,
    first: placeAt(header, headerBytes, { ...file, layout: largeLayout }),
    mark: '',
  }
}

/** A place, or as many entries as there are. Throws `RangeError` where it does not stand there. */
export function placeAt(bytes: Buffer, at: number, { little, layout }: Pick<TiffFile, 'little' | 'layout'>): number {
  return numberAt(bytes, at, { little, length: layout.placeBytes })
}

/** Of 2, 4 or 8 bytes. One so large that no file is as long is nowhere. */
export function numberAt(bytes: Buffer, at: number, { little, length }: { little: boolean; length: number }): number {
  if (length === 2) return little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  if (length === 4) return little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  return Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
}

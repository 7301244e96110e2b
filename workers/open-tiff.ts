import type { ReadAt } from './read-at.ts'

export interface TiffFile {
  read: ReadAt
  /** Its numbers begin with their lowest byte. */
  little: boolean
  /** Where its first directory stands. */
  first: number
  /** What a maker writes behind the header; whatever is there in files of others. */
  mark: string
}

const headerBytes = 8
const markBytes = 2

/** Undefined for what is no TIFF file, and for those of more than 4 GB, which have another form. */
export async function openTiff(read: ReadAt): Promise<TiffFile | undefined> {
  const header = await read(0, headerBytes + markBytes)
  const order = header.toString('latin1', 0, 4)
  const little = order === 'II*\0'
  if (header.length < headerBytes || !(little || order === 'MM\0*')) return undefined
  const first = little ? header.readUInt32LE(4) : header.readUInt32BE(4)
  return { read, little, first, mark: header.toString('latin1', headerBytes) }
}

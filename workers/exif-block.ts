import type { Stretch } from './heif-boxes.ts'
import { heifExif } from './heif-exif.ts'
import type { ReadAt } from './read-at.ts'
import { type TiffDirectories, tiffDirectories } from './tiff-directories.ts'

/** More than any program writes: no file is read for ever. */
const chunksMost = 10_000

/**
 * The tags of a PNG, WebP, HEIC, AVIF or JPEG XL, wherever in the file they stand: behind the pixels too. Only frames and the block itself are read.
 * Undefined for other files, those without tags, and damaged ones.
 */
export async function exifBlock(read: ReadAt): Promise<TiffDirectories | undefined> {
  const head = await read(0, 12)
  const found = await stretchOf(head, read)
  return found && directoriesIn(found, read)
}

async function stretchOf(head: Buffer, read: ReadAt): Promise<Stretch | undefined> {
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return chunkIn(png, read)
  if (/^RIFF[^]{4}WEBP$/.test(head.toString('latin1'))) return chunkIn(webp, read)
  return /^(?:ftyp|JXL )$/.test(head.toString('latin1', 4, 8)) ? heifExif(read) : undefined
}

/** A file of chunks, each framed by its type and the length of its content. */
interface ChunkFormat {
  type: string
  first: number
  frame(bytes: Buffer): { type: string; length: number }
  /** What the next chunk begins behind. */
  behind(length: number): number
}

/** https://www.w3.org/TR/png-3/#eXIf */
const png: ChunkFormat = {
  type: 'eXIf',
  first: 8,
  frame: (bytes) => ({ length: bytes.readUInt32BE(0), type: bytes.toString('latin1', 4, 8) }),
  behind: (length) => length + 4,
}

/** https://developers.google.com/speed/webp/docs/riff_container */
const webp: ChunkFormat = {
  type: 'EXIF',
  first: 12,
  frame: (bytes) => ({ type: bytes.toString('latin1', 0, 4), length: bytes.readUInt32LE(4) }),
  behind: (length) => length + (length % 2),
}

async function chunkIn(format: ChunkFormat, read: ReadAt): Promise<Stretch | undefined> {
  let at = format.first
  for (let chunk = 0; chunk < chunksMost; chunk += 1) {
    const bytes = await read(at, 8)
    if (bytes.length < 8) return undefined
    const { type, length } = format.frame(bytes)
    if (type === format.type) return { from: at + 8, to: at + 8 + length }
    at += 8 + format.behind(length)
  }
  return undefined
}

const mark = 'Exif\0\0'

/** Many write the mark of a JPEG in front. */
async function directoriesIn({ from, to }: Stretch, read: ReadAt): Promise<TiffDirectories | undefined> {
  const isMarked = (await read(from, mark.length)).toString('latin1') === mark
  const start = isMarked ? from + mark.length : from
  return tiffDirectories((at, length) => read(start + at, Math.max(0, Math.min(length, to - start - at))))
}

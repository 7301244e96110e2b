import type { FileHandle } from 'node:fs/promises'

/** 1904, from which containers of the ISO family count seconds, as Unix has it. ISO/IEC 14496-12, section 8.2.2 */
const epochSeconds = -2_082_844_800
/** The last one that a date can hold. */
const latestInstant = 8.64e15
/** What phones write in front of the film takes a few kilobytes; more is not read. */
const mostMovieBytes = 4 * 2 ** 20
/** A container has a handful of parts; a broken one must not be walked for ever. */
const mostBoxes = 1000

export function isMovie(head: Buffer): boolean {
  return /^(ftyp|moov|mdat|wide|free|skip)$/.test(head.toString('latin1', 4, 8))
}

/** When an MP4, a QuickTime film or their kin was recorded: as the clock of Apple's devices showed it, else the film's own instant in epoch milliseconds. */
export async function movieDate(file: FileHandle): Promise<number | string | null> {
  const movie = await findMovie(file)
  return movie && (appleDate(movie) ?? headerDate(movie))
}

/** The `moov` box, wherever it stands: behind the film, when that was written as it came. */
async function findMovie(file: FileHandle): Promise<Buffer | null> {
  const frame = Buffer.alloc(16)
  let at = 0
  for (let box = 0; box < mostBoxes; box += 1) {
    const { bytesRead } = await file.read(frame, 0, 16, at)
    if (bytesRead < 8) return null
    const short = frame.readUInt32BE(0)
    const sizeBytes = short === 1 ? Number(frame.readBigUInt64BE(8)) : short
    if (frame.toString('latin1', 4, 8) === 'moov') return readPart(file, at, sizeBytes)
    if (sizeBytes < 8) return null
    at += sizeBytes
  }
  return null
}

/** A size of 0 means: to the end. */
async function readPart(file: FileHandle, at: number, sizeBytes: number): Promise<Buffer> {
  const part = Buffer.alloc(Math.min(sizeBytes || mostMovieBytes, mostMovieBytes))
  const { bytesRead } = await file.read(part, 0, part.length, at)
  return part.subarray(0, bytesRead)
}

/** They write their zone behind it, which is left out: the photo that was taken beside the film says the same. */
function appleDate(movie: Buffer): string | null {
  if (!movie.includes('com.apple.quicktime.creationdate')) return null
  const [, local = '', hours = '', minutes = ''] =
    /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)/.exec(movie.toString('latin1')) ?? []
  return Number.isNaN(Date.parse(`${local}${hours}:${minutes}`)) ? null : local
}

/** 0 is what cameras without a clock write, or the zero of Unix in its place; before there were films of that kind nothing was recorded. */
function headerDate(movie: Buffer): number | null {
  const at = movie.indexOf('mvhd')
  if (at < 0 || at + 16 > movie.length) return null
  const seconds = movie[at + 4] === 1 ? Number(movie.readBigUInt64BE(at + 8)) : movie.readUInt32BE(at + 8)
  const instant = (seconds + epochSeconds) * 1000
  return instant > 0 && instant <= latestInstant ? instant : null
}

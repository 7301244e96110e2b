import type { ReadAt } from '../read-at.ts'
import { tiffEntries, type TiffEntry, type TiffPart } from '../tiff-entries.ts'
import { TiffWriting } from './tiff-writing.ts'

/**
 * What people and programs say of a picture; everything else in its directory tells how the pixels lie. Titles, camera, programs and times, artist,
 * machine, stars, rights, and the texts of Windows. https://exiftool.org/TagNames/EXIF.html
 */
const saying = new Set([
  0x010d, 0x010e, 0x010f, 0x0110, 0x011d, 0x0131, 0x0132, 0x013b, 0x013c, 0x4746, 0x4749, 0x8298, 0x829a, 0x829d,
  0x8827, 0x9003, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f,
])
/** Notes of the maker tell places in the file they stood in, and the other leads to a directory that says how the file is to be read. */
const left = new Set([0x927c, 0xa005])

/** Whether a tag means the same in a TIFF file of other pixels. */
export function isTold({ number }: Pick<TiffEntry, 'number'>, part: TiffPart): boolean {
  return part === 'picture' ? saying.has(number) : !left.has(number)
}

/** What a TIFF file says of its first picture, as a block of tags such as other pictures have; undefined where it says nothing. */
export async function tiffBlock(read: ReadAt): Promise<Buffer | undefined> {
  const told = await tiffEntries(read, isTold)
  if (!told || told.picture.length + told.exif.length + told.gps.length === 0) return undefined
  const writing = new TiffWriting(emptyBlock(told), told)
  return writing.finish(writing.tell(told))
}

/** With a place for where the first directory stands. */
function emptyBlock({ little }: { little: boolean }): Buffer {
  return Buffer.from(little ? 'II*\0\0\0\0\0' : 'MM\0*\0\0\0\0', 'latin1')
}

/** A block that says nothing. */
export function blankBlock(): Buffer {
  const writing = new TiffWriting(emptyBlock({ little: true }), { little: true })
  return writing.finish(writing.directory([]))
}

export function readerOf(bytes: Buffer): ReadAt {
  return async (at, length) => bytes.subarray(at, at + length)
}

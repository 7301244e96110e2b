import { entryBytes, tiffEntries, type TiffEntry, viewOf } from '../tiff-entries.ts'
import { exifDirectory, firstDirectory, isLittle } from './exif-directory.ts'
import { isTold, readerOf } from './tiff-block.ts'
import { TiffWriting } from './tiff-writing.ts'

export interface TiffTelling {
  /** Tags, as a block such as other pictures have. */
  block: Buffer | undefined
  /** What people have written for archives. */
  words: Buffer | undefined
}

const iptcTag = 0x83bb

/**
 * A TIFF file as the codec wrote it, with all tags and words it is to have: the codec itself writes only the tags it needs and a part of the words.
 * A copy, with a new first directory at its end; the file itself where nothing is to be changed.
 */
export async function taggedTiff(file: Buffer, { block, words }: TiffTelling): Promise<Buffer> {
  const told = block && (await tiffEntries(readerOf(block), isTold))
  const view = viewOf(file)
  const little = isLittle(view)
  const start = firstDirectory(view)
  const own = exifDirectory(view, start)
  const kept = own.filter(({ number }) => number !== iptcTag)
  const picture = (told?.picture ?? []).filter(({ number }) => !kept.some((entry) => entry.number === number))
  const news = { little, exif: [], gps: [], ...told, picture }
  if (kept.length === own.length && !words && picture.length + news.exif.length + news.gps.length === 0) return file
  const writing = new TiffWriting(file, { little })
  const entries = kept.map(({ at }) => file.subarray(at, at + entryBytes))
  if (words) entries.push(writing.entry(iptcEntry(words)))
  const next = view.getUint32(start + 2 + own.length * entryBytes, little)
  return writing.finish(writing.tell(news, { own: entries, next }))
}

const longType = 4

/** Readers expect numbers of four bytes, however long the words are. */
function iptcEntry(words: Buffer): TiffEntry {
  const value = Buffer.concat([words, Buffer.alloc((4 - (words.length % 4)) % 4)])
  return { number: iptcTag, type: longType, count: value.length / 4, value }
}

import { Fault } from '../../contract/fault.ts'
import type { Source } from '../source.ts'
import type { ImageSource } from './image-source.ts'
import { numberAt } from '../open-tiff.ts'
import type { ReadAt } from '../read-at.ts'
import { tiffEntries } from '../tiff-entries.ts'
import { type ImageHead, inspectImage, otherNumbers } from './inspect-image.ts'
import { tellsNotes } from './lost.ts'
import { tiffBlock } from './tiff-block.ts'
import { tiffPages } from './tiff-pages.ts'
import { type TiffTags, tiffTags } from './tiff-tags.ts'

export interface TiffHead extends ImageHead {
  tags: TiffTags | undefined
  /** The same and more, as a block such as other pictures have. */
  exifAsRead: Buffer | undefined
  hasMakersNotes: boolean
  /** Its pages are those of a document, of which the first does not stand for all. */
  isDocument: boolean
}

/** A TIFF's head with what the codec leaves out: what it says in tags, and which of its pictures are pages. Raises `wrong-type` for a camera's raw file, for pixels that no result could hold, and for packing that is not read. */
export async function tiffHead(
  file: Source,
  picture: Pick<ImageSource, 'subject' | 'input' | 'type'>,
): Promise<TiffHead> {
  const read = (at: number, length: number) => file.read(at, length)
  const found = await tiffPages(read)
  if (found?.isRaw) throw new Fault('wrong-type', { subject: picture.subject, why: rawReason })
  const why = found?.otherColours && colourReasons[found.otherColours]
  if (why) throw new Fault('wrong-type', { subject: picture.subject, why })
  await requireReadPacking(read, picture)
  const head = await inspectImage(picture).catch(async (error: unknown) => {
    throw (await depthFault(read, picture)) ?? error
  })
  const { full } = found ?? { full: head.pages }
  // What is left beside the one picture are small copies of it.
  const alone = full === 1 ? { pages: 1, uniform: true } : {}
  const told = { tags: await tiffTags(read), exifAsRead: await tiffBlock(read), hasMakersNotes: await tellsNotes(read) }
  return { ...head, ...alone, ...told, isDocument: full > 1 }
}

const packing = 0x103
/** What the codec is built without, by number: it would call the file damaged. https://www.loc.gov/preservation/digital/formats/content/tiff_tags.shtml */
const notRead: Record<number, string> = {
  33003: 'JPEG 2000',
  33004: 'JPEG 2000',
  33005: 'JPEG 2000',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
}

async function requireReadPacking(read: ReadAt, { subject }: { subject: string }): Promise<void> {
  const name = notRead[await firstNumber(read, packing)]
  if (name === undefined) return
  const why = `Its pixels are packed in a way that is not read (${name}). Save it packed by LZW or not at all first.`
  throw new Fault('wrong-type', { subject, why })
}

/** Of a tag of its first picture; 0 where it has none. */
async function firstNumber(read: ReadAt, tag: number): Promise<number> {
  const found = await tiffEntries(read, ({ number }) => number === tag)
  const { little = true, picture: [entry] = [] } = found ?? {}
  return entry && entry.value.length >= 2 ? numberAt(entry.value, 0, { little, length: 2 }) : 0
}

const bitsPerSample = 0x102
/** The codec takes longer numbers for damage. */
const mostBits = 32

async function depthFault(read: ReadAt, { subject }: { subject: string }): Promise<Fault | undefined> {
  const bits = await firstNumber(read, bitsPerSample)
  return bits > mostBits ? otherNumbers(`${bits} bits`, subject) : undefined
}

const colourReasons = {
  YCbCr:
    'Its colours are written as brightness and differences (YCbCr), which would be taken for others. Save it in RGB first.',
  CIELab: 'Its colours are written as lightness and differences (CIELab), which are not read. Save it in RGB first.',
}

const rawReason =
  'It is a camera’s raw file, of which only a small preview could be read. Develop it first, or take the picture that the camera saved beside it.'

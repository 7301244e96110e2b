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

/** A TIFF's head with what the codec leaves out: what it says in tags, and which of its pictures are pages. Raises `wrong-type` for a camera's raw file and for pixels that no result could hold. */
export async function tiffHead(
  file: Source,
  picture: Pick<ImageSource, 'subject' | 'input' | 'type'>,
): Promise<TiffHead> {
  const read = (at: number, length: number) => file.read(at, length)
  const found = await tiffPages(read)
  if (found?.isRaw) throw new Fault('wrong-type', { subject: picture.subject, why: rawReason })
  if (found?.isYcc) throw new Fault('wrong-type', { subject: picture.subject, why: yccReason })
  const head = await inspectImage(picture).catch(async (error: unknown) => {
    throw (await depthFault(read, picture)) ?? error
  })
  const { full } = found ?? { full: head.pages }
  // What is left beside the one picture are small copies of it.
  const alone = full === 1 ? { pages: 1, uniform: true } : {}
  const told = { tags: await tiffTags(read), exifAsRead: await tiffBlock(read), hasMakersNotes: await tellsNotes(read) }
  return { ...head, ...alone, ...told, isDocument: full > 1 }
}

const bitsPerSample = 0x102
/** The codec takes longer numbers for damage. */
const mostBits = 32

async function depthFault(read: ReadAt, { subject }: { subject: string }): Promise<Fault | undefined> {
  const found = await tiffEntries(read, ({ number }) => number === bitsPerSample)
  const { little = true, picture: [entry] = [] } = found ?? {}
  const bits = entry && entry.value.length >= 2 ? numberAt(entry.value, 0, { little, length: 2 }) : 0
  return bits > mostBits ? otherNumbers(`${bits} bits`, subject) : undefined
}

const yccReason =
  'Its colours are written as brightness and differences (YCbCr), which would be taken for others. Save it in RGB first.'

const rawReason =
  'It is a camera’s raw file, of which only a small preview could be read. Develop it first, or take the picture that the camera saved beside it.'

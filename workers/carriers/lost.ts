import { tiffEntries } from '../tiff-entries.ts'
import type { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { type ImageFormat, imageFormats } from './image-formats.ts'
import { isKept, type Kept } from './kept.ts'
import { keptWords } from './kept-words.ts'
import { blockOf } from './exif-block.ts'
import { readerOf } from './tiff-block.ts'

/** What a result turned out to be. */
interface Result {
  /** Its own number of pages. */
  pages: number
  /** Colours stay in the source's own space. */
  profile: boolean
  /** The result is grey, of a picture that may have had colours. */
  grey: boolean
}

const holdsWords = new Set<ImageFormat>(['jpeg', 'tiff'])
const makersNotes = 0x927c

/** What was to be kept, or nobody asked to leave out, and could not be: by name, for the receipt. Undefined where it is nothing. */
export async function lostIn(image: Image, result: Result): Promise<string | undefined> {
  const { keep, source, encoding } = image
  const notes = (await hasNotes(source, keep)) && !carriesNotes(encoding.format, source, keep)
  const lost = { ...lostPixels(image, result), ...lostWords(image), 'notes of the camera’s maker': notes }
  const names = Object.entries(lost).flatMap(([name, isLost]) => (isLost ? [name] : []))
  return names.length > 0 ? names.join(', ') : undefined
}

function lostPixels({ keep, source, encoding }: Image, result: Result): Record<string, boolean> {
  return {
    'more than 8 bits a channel': source.deep && !imageFormats[encoding.format].deep,
    'colours of print (CMYK)': source.cmyk,
    'colour profile': isKept(keep, 'colour-profile') && source.profile && !losesNoProfile(source, result),
    [source.isDocument ? 'further pages' : 'further frames']: source.pages > result.pages,
  }
}

function lostWords({ keep, stamp, source, encoding: { format } }: Image): Record<string, boolean> {
  const isGif = format === 'gif'
  return {
    'camera and times (EXIF)': isGif && isKept(keep, 'exif') && source.exifAsRead !== undefined,
    XMP: isGif && isKept(keep, 'xmp') && source.xmp !== undefined,
    'words for archives (IPTC)': !holdsWords.has(format) && keptWords(source.iptc, { keep, stamp }) !== undefined,
    'comments and texts': keep.includes('all') && format !== source.format && (source.comments ?? []).length > 0,
  }
}

/** Colours of print become others in any case, and those of a coloured picture mean nothing to a grey one. */
function losesNoProfile({ cmyk }: ImageSource, { profile, grey }: Result): boolean {
  return profile || grey || cmyk
}

async function hasNotes({ exifAsRead, hasMakersNotes }: ImageSource, keep: readonly Kept[]): Promise<boolean> {
  if (!isKept(keep, 'exif')) return false
  return hasMakersNotes ?? (exifAsRead !== undefined && (await tellsNotes(readerOf(blockOf(exifAsRead)))))
}

/** Only a block that is carried over as it stands has them. */
function carriesNotes(format: ImageFormat, { hasMakersNotes }: ImageSource, keep: readonly Kept[]): boolean {
  return keep.includes('all') && format !== 'tiff' && format !== 'gif' && hasMakersNotes !== true
}

/** Whether there are notes of a maker among the tags of a file or a block, however long they are. */
export async function tellsNotes(read: Parameters<typeof tiffEntries>[0]): Promise<boolean> {
  let found = false
  await tiffEntries(read, ({ number }) => {
    found ||= number === makersNotes
    return false
  })
  return found
}

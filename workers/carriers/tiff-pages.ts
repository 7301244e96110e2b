import { numberAt, openTiff, placeAt, type TiffFile } from '../open-tiff.ts'
import type { ReadAt } from '../read-at.ts'

/** What the pictures of a TIFF file are. */
export interface TiffPages {
  /** How many there are; small copies of one do not count. */
  full: number
  /** A camera's own data, of which the first picture is a small copy at most. */
  isRaw: boolean
  /**
   * What the colours of one of them are instead of red, green and blue. Brightness and two differences, where they are not packed as JPEG has it, the
   * codec takes for those, and lightness with its differences for damage.
   */
  otherColours: 'YCbCr' | 'CIELab' | undefined
}

interface Directory {
  next: number
  /** A number, by tag; of several, or longer ones, where they are. */
  tags: Map<number, number>
}

/** https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, section 8; the last two are of Adobe's DNG specification 1.7, chapter 4. */
const tag = { subfileType: 0xfe, compression: 0x103, photometric: 0x106, moreDirectories: 0x14a, dngVersion: 0xc612 }
const reducedBit = 1
/** Colours of a sensor, one a pixel or all three, before a camera's picture is made of them. */
const sensorColours = [32_803, 34_892]
/** Of Nikon, Sony, Pentax, Samsung. https://exiftool.org/TagNames/EXIF.html#Compression */
const makersCompressions = [34_713, 32_767, 32_769, 32_770, 65_535]
const canonMark = 'CR'

/** As many as the codec counts. */
const pagesMost = 65_535

/** Follows the chain of directories. Undefined where it leads nowhere: then nobody knows what its pictures are. */
export async function tiffPages(read: ReadAt): Promise<TiffPages | undefined> {
  const file = await openTiff(read)
  if (!file) return undefined
  try {
    const chain = await chainOf(file, file.first)
    const isRaw = file.mark === canonMark || isRawDirectory(chain[0]?.tags ?? new Map())
    const [otherColours] = chain.flatMap((directory) => coloursOf(directory) ?? [])
    return { full: chain.filter(({ tags }) => !isReduced(tags)).length, isRaw, otherColours }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

async function chainOf(file: TiffFile, start: number): Promise<Directory[]> {
  const chain = new Map<number, Directory>()
  for (let at = start; at !== 0 && !chain.has(at) && chain.size < pagesMost; ) {
    const directory = await directoryAt(file, at)
    chain.set(at, directory)
    at = directory.next
  }
  return [...chain.values()]
}

/** A damaged number of entries reads no further. */
const entriesMost = 4096

/** Throws `RangeError` where it does not end in the file. */
async function directoryAt(file: TiffFile, start: number): Promise<Directory> {
  const { countBytes, entryBytes, placeBytes } = file.layout
  const count = numberAt(await file.read(start, countBytes), 0, { little: file.little, length: countBytes })
  if (count > entriesMost) throw new RangeError('no directory has so many entries')
  const bytes = await file.read(start + countBytes, count * entryBytes + placeBytes)
  const tags = new Map<number, number>()
  for (let at = 0; at < count * entryBytes; at += entryBytes)
    tags.set(shortAt(bytes, at, file), valueAt(bytes, at, file))
  return { tags, next: placeAt(bytes, count * entryBytes, file) }
}

/** How long a number is, by its type; of others no value is asked for. */
const lengths: Record<number, number> = { 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 }

function valueAt(bytes: Buffer, at: number, { little, layout }: TiffFile): number {
  const length = Math.min(lengths[shortAt(bytes, at + 2, { little })] ?? layout.placeBytes, layout.placeBytes)
  return numberAt(bytes, at + 4 + layout.placeBytes, { little, length })
}

const yccColours = 6
/** In three ways to write their numbers. */
const labColours = [8, 9, 10]
/** The older way and the newer. */
const jpegCompressions = [6, 7]

function coloursOf({ tags }: Directory): TiffPages['otherColours'] {
  const colours = tags.get(tag.photometric) ?? 0
  if (labColours.includes(colours)) return 'CIELab'
  const isPacked = jpegCompressions.includes(tags.get(tag.compression) ?? 0)
  return colours === yccColours && !isPacked ? 'YCbCr' : undefined
}

function isReduced(tags: Map<number, number>): boolean {
  return ((tags.get(tag.subfileType) ?? 0) & reducedBit) !== 0
}

function isRawDirectory(tags: Map<number, number>): boolean {
  return (
    tags.has(tag.dngVersion) ||
    (isReduced(tags) && tags.has(tag.moreDirectories)) ||
    sensorColours.includes(tags.get(tag.photometric) ?? 0) ||
    makersCompressions.includes(tags.get(tag.compression) ?? 0)
  )
}

function shortAt(bytes: Buffer, at: number, { little }: Pick<TiffFile, 'little'>): number {
  return numberAt(bytes, at, { little, length: 2 })
}

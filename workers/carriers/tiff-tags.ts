import type { ReadAt } from '../read-at.ts'
import { tiffDirectories } from '../tiff-directories.ts'
import type { Stamp } from './image.ts'

/** What a TIFF file says in its tags, as text in the form the codec writes it to other formats in; it does not read them there itself. */
export interface TiffTags {
  rights: Stamp
  camera: { IFD0: Record<string, string>; IFD2: Record<string, string> }
  location: { IFD3: Record<string, string> }
}

const rights = { author: 0x013b, copyright: 0x8298 }

/** By the names the codec knows them under. https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf, section 4.6 */
const picture = { ImageDescription: 0x010e, Make: 0x010f, Model: 0x0110, Software: 0x0131, DateTime: 0x0132 }
const camera = {
  ExposureTime: 0x829a,
  FNumber: 0x829d,
  ExposureProgram: 0x8822,
  ISOSpeedRatings: 0x8827,
  DateTimeOriginal: 0x9003,
  DateTimeDigitized: 0x9004,
  OffsetTimeOriginal: 0x9011,
  ExposureBiasValue: 0x9204,
  MeteringMode: 0x9207,
  Flash: 0x9209,
  FocalLength: 0x920a,
  SubSecTimeOriginal: 0x9291,
  FocalLengthIn35mmFilm: 0xa405,
  LensMake: 0xa433,
  LensModel: 0xa434,
}
/** Without the altitude: the codec cannot write that it is one below the sea. */
const location = {
  GPSLatitudeRef: 1,
  GPSLatitude: 2,
  GPSLongitudeRef: 3,
  GPSLongitude: 4,
  GPSTimeStamp: 7,
  GPSDateStamp: 0x1d,
}

/** Undefined where there are none, or they cannot be followed. */
export async function tiffTags(read: ReadAt): Promise<TiffTags | undefined> {
  const found = await tiffDirectories(read)
  if (!found) return undefined
  return {
    rights: said(found.picture, rights),
    camera: { IFD0: writable(found.picture, picture), IFD2: writable(found.exif, camera) },
    location: { IFD3: writable(found.gps, location) },
  }
}

function said(tags: Map<number, string>, names: Record<string, number>): Record<string, string> {
  const texts = Object.entries(names).map(([name, number]) => [name, tags.get(number) ?? ''] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** The codec writes no letters but ASCII. */
function writable(tags: Map<number, string>, names: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(said(tags, names)).filter(([, text]) => /^[\x20-\x7e]+$/.test(text)))
}

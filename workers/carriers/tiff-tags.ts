import type { Stamp } from './image.ts'

/** What a TIFF file says in its tags, as text in the form the codec writes it to other formats in; it does not read them there itself. */
export interface TiffTags {
  rights: Stamp
  camera: { IFD0: Record<string, string>; IFD2: Record<string, string> }
  location: { IFD3: Record<string, string> }
}

/** Tags as they are read; the codec knows some by another name. */
const picture = 'Make Model Software ImageDescription ModifyDate'.split(' ')
const camera = [
  'DateTimeOriginal CreateDate OffsetTimeOriginal SubSecTimeOriginal ExposureTime FNumber ISO ExposureProgram',
  'ExposureCompensation Flash MeteringMode FocalLength FocalLengthIn35mmFormat LensMake LensModel',
].flatMap((line) => line.split(' '))
/** Without the altitude: the codec cannot write that it is one below the sea. */
const location = 'GPSLatitudeRef GPSLatitude GPSLongitudeRef GPSLongitude GPSTimeStamp GPSDateStamp'.split(' ')
const codecNames: Record<string, string> = {
  ModifyDate: 'DateTime',
  CreateDate: 'DateTimeDigitized',
  ISO: 'ISOSpeedRatings',
  ExposureCompensation: 'ExposureBiasValue',
  FocalLengthIn35mmFormat: 'FocalLengthIn35mmFilm',
}

interface Blocks {
  ifd0?: Record<string, unknown>
  exif?: Record<string, unknown>
  gps?: Record<string, unknown>
}

/** Undefined where there are none, or they cannot be followed. */
export async function tiffTags(file: Buffer | string): Promise<TiffTags | undefined> {
  const { default: exifr } = await import('exifr')
  // In parts it would miss what stands before the first directory.
  const options = {
    chunked: false,
    mergeOutput: false,
    reviveValues: false,
    translateValues: false,
    exif: true,
    gps: true,
  }
  const read: Promise<Blocks | undefined> = exifr.parse(file, options)
  const blocks = await read.catch(() => {})
  if (!blocks?.ifd0) return undefined
  const { Copyright: copyright, Artist: author } = blocks.ifd0
  return {
    rights: { ...said('copyright', copyright), ...said('author', author) },
    camera: { IFD0: textsOf(blocks.ifd0, picture), IFD2: textsOf(blocks.exif, camera) },
    location: { IFD3: textsOf(blocks.gps, location) },
  }
}

function said(part: keyof Stamp, text: unknown): Stamp {
  return typeof text === 'string' && text !== '' ? { [part]: text } : {}
}

function textsOf(block: Record<string, unknown> = {}, names: string[]): Record<string, string> {
  const found = names.map((name) => [codecNames[name] ?? name, textOf(block[name])] as const)
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== null))
}

/** The codec writes no letters but ASCII. Fractions are told as decimals. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return /^[\x20-\x7e]+$/.test(value) ? value : null
  const numbers: unknown[] = Array.isArray(value) || value instanceof Uint8Array ? [...value] : [value]
  return numbers.every(Number.isFinite) ? numbers.join(' ') : null
}

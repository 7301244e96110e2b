import { sharp } from '../carriers/sharp-module.ts'

/** Describe the picture itself, not whoever made it. */
const harmless = new Set([
  'Orientation',
  'ImageWidth',
  'ImageHeight',
  'ExifImageWidth',
  'ExifImageHeight',
  'BitsPerSample',
  'ColorComponents',
  'BitDepth',
  'ColorType',
  'Compression',
  'Filter',
  'Interlace',
  'JFIFVersion',
  'ResolutionUnit',
  'XResolution',
  'YResolution',
  'ThumbnailWidth',
  'ThumbnailHeight',
  // What the reader could not follow.
  'errors',
])

const everything = { tiff: true, ifd1: true, exif: true, gps: true, interop: true }

/** The names of what a picture file says about itself and about whoever made it, as two readers of such tags find them; sorted. */
export async function saidFields(bytes: Buffer): Promise<string[]> {
  const { exif, xmp, iptc } = await sharp(bytes).metadata()
  const fields = exif ? await fieldsIn(exif) : []
  if (xmp && xmp.toString().trim() !== '') fields.push('XMP')
  if (iptc) fields.push('IPTC')
  return fields.filter((name) => !harmless.has(name)).toSorted()
}

async function fieldsIn(exif: Buffer): Promise<string[]> {
  const { default: exifr } = await import('exifr')
  const block = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  const options = { ...everything, mergeOutput: true, reviveValues: false }
  const tags: unknown = await exifr.parse(block, options).catch(() => {})
  return Object.keys(tags ?? {})
}

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

/** How a TIFF keeps its pixels, which stands among what it says. */
const layout = new Set(
  [
    'NewSubfileType SubfileType PhotometricInterpretation FillOrder SamplesPerPixel PlanarConfiguration StripOffsets',
    'RowsPerStrip StripByteCounts TileWidth TileLength TileHeight TileOffsets TileByteCounts T4Options T6Options Predictor',
    'ColorMap InkSet ExtraSamples SampleFormat JPEGTables YCbCrCoefficients YCbCrSubSampling YCbCrPositioning',
    'ReferenceBlackWhite WhitePoint PrimaryChromaticities TransferFunction PageNumber ICC SMinSampleValue SMaxSampleValue',
  ].flatMap((line) => line.split(' ')),
)

const everything = { tiff: true, ifd1: true, exif: true, gps: true, interop: true }

/** The names of what a picture file says about itself and about whoever made it, as two readers of such tags find them; sorted. */
export async function saidFields(bytes: Buffer): Promise<string[]> {
  const { exif, xmp, iptc } = await sharp(bytes).metadata()
  const isTiff = ['II*\0', 'MM\0*'].includes(bytes.toString('latin1', 0, 4))
  const fields = isTiff ? (await fieldsIn(bytes)).filter((name) => !layout.has(name)) : exif ? await fieldsIn(exif) : []
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

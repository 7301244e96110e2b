import type { Metadata } from 'sharp'
import { Fault } from '../../contract/fault.ts'
import { damageFault } from './damage.ts'
import { exifDensity, tellsShapeOnly } from './exif-density.ts'
import type { ImageSource } from './image-source.ts'
import { iptcWords } from './iptc-words.ts'
import { decodeOptions, sharp } from './sharp-module.ts'
import { suitsProfile } from './suits-profile.ts'

/** What the head of a picture file says. */
export interface ImageHead
  extends Pick<
    ImageSource,
    | 'orientation'
    | 'pages'
    | 'uniform'
    | 'delay'
    | 'loop'
    | 'alpha'
    | 'grey'
    | 'deep'
    | 'cmyk'
    | 'profile'
    | 'density'
    | 'exif'
    | 'photoshop'
    | 'iptc'
    | 'xmp'
  > {
  /** As stored, of one page. */
  width: number
  height: number
}

const headOnly = decodeOptions({ maxPixels: Number.MAX_SAFE_INTEGER })

/** Reads the head only, of a page: however many pixels it promises, none is decoded. Raises `wrong-type`, `file-truncated` and `file-damaged`. */
export async function inspectImage(
  file: Pick<ImageSource, 'subject' | 'input' | 'type'>,
  page: number = 0,
): Promise<ImageHead> {
  try {
    const metadata = await sharp(file.input, { ...headOnly, ...(page === 0 ? {} : { page }) }).metadata()
    requireDepth(metadata, file)
    return headOf(metadata, { uniform: metadata.format !== 'tiff' || (await isUniform(file.input)) })
  } catch (error) {
    throw damageFault(error, file)
  }
}

/** Measured values and light beyond white stand in files of fractions and long numbers: no result could hold them, and cut off they are another picture. */
function requireDepth({ depth }: Metadata, { subject }: Pick<ImageSource, 'subject'>): void {
  if (depth === 'uchar' || depth === 'ushort') return
  throw otherNumbers(depth, subject)
}

/** Of a file whose pixels are such numbers. */
export function otherNumbers(kind: string, subject: string): Fault {
  const why = `Its pixels are numbers of another kind (${kind}) than the 8 or 16 bits that results hold. Save it so first.`
  return new Fault('wrong-type', { subject, why })
}

/** Pages can be taken together only when they are of one size, and then their heads can be too. */
async function isUniform(input: Buffer | string): Promise<boolean> {
  try {
    await sharp(input, { ...headOnly, pages: -1 }).metadata()
    return true
  } catch {
    return false
  }
}

function headOf(metadata: Metadata, { uniform }: { uniform: boolean }): ImageHead {
  const { width, height, orientation = 1, pages = 1, delay, loop, hasAlpha, space, depth } = metadata
  return {
    width,
    height,
    orientation,
    // Only of these are further pages shown: what a HEIF file holds besides its first picture are parts and thumbnails.
    pages: metadata.format === 'heif' ? 1 : pages,
    uniform,
    delay,
    loop,
    alpha: hasAlpha,
    grey: space === 'b-w' || space === 'grey16',
    deep: depth === 'ushort',
    cmyk: space === 'cmyk',
    profile: suitsProfile(metadata),
    density: densityOf(metadata) ?? (metadata.exif && exifDensity(metadata.exif)),
    exif: metadata.exif,
    photoshop: metadata.tifftagPhotoshop ?? metadata.iptc,
    iptc: metadata.iptc && iptcWords(metadata.iptc),
    xmp: metadata.xmpAsString,
  }
}

/** Where a file names no unit, it tells the shape of its pixels only, and the codec counts that by the millimetre. Of a PNG the codec never names it. */
function densityOf({ density, resolutionUnit, format, exif }: Metadata): number | undefined {
  const isOfNoUnit = format === 'png' ? exif !== undefined && tellsShapeOnly(exif) : resolutionUnit === undefined
  return isOfNoUnit ? undefined : density
}

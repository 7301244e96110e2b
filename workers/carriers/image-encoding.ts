import type { Sharp } from 'sharp'
import type { Colour } from './colour.ts'
import type { ImageFormat } from './image-formats.ts'
import type { JxlOptions } from './jxl.ts'

/** How a picture is to be written; what is left open is the usual for the format. */
export interface Encoding {
  format: ImageFormat
  /** 1..100 */
  quality?: number | undefined
  /** 0 fast to 9 small. */
  effort?: number | undefined
  lossless: boolean
  progressive: boolean
  /** 2..256, and as many more as the codec counts by: 2, 4, 16 or 256; PNG and GIF only. */
  colours?: number | undefined
  /** Slower, and about a tenth smaller; JPEG only. */
  mozjpeg: boolean
  /** How alike the result looks is measured; left out: for all formats but JPEG, where that would cost a tenth of the time. */
  score?: boolean | undefined
  /** Of several pages, a format that holds one may have the first; left out: a document is refused. */
  pages?: 'refuse' | 'first'
  /** Colours of a palette are found sooner and less well: for looking at only. */
  hasty?: boolean
  /** What shows through where the format cannot hold transparency. */
  background: Colour
}

export const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 }

export function usualEncoding(format: ImageFormat): Encoding {
  return { format, lossless: false, progressive: false, mozjpeg: false, background: white }
}

/** Whether every pixel comes out of the file as it went in. */
export function isLossless({ format, lossless, colours }: Encoding): boolean {
  if (format === 'png') return colours === undefined
  return format === 'tiff' || (lossless && format !== 'jpeg' && format !== 'gif')
}

/** Of 1 to 10. The middle finds colours for files a tenth larger than what the codec would take by itself, in a fifth of the time (a photo of 2 megapixels). */
function paletteEffort(effort = 3): number {
  return effort + 1
}

/** What goes with the pixels into the file. */
export interface Surroundings {
  /** How long each page of an animation stands, in milliseconds, and how often all are shown. */
  animation?: { delay?: number[]; loop?: number }
  /** Pixels to the inch, where that is known. */
  density?: number | undefined
}

/** Tells the pipeline what to write, the format by name. */
export function encodeAs(pipeline: Sharp, encoding: Encoding, surroundings: Surroundings): Sharp {
  return encoders[encoding.format](pipeline, encoding, surroundings)
}

const millimetresPerInch = 25.4
/** What programs say of a picture that nobody has thought of printing. */
export const usualDensity = 72

const encoders: Record<ImageFormat, (pipeline: Sharp, encoding: Encoding, surroundings: Surroundings) => Sharp> = {
  // With the table of the standard, which looks the same in 5 % less than that of the plain encoder; with its own, mozjpeg needs more (12 photos, equal similarity).
  jpeg: (pipeline, { quality = 82, progressive, mozjpeg }) =>
    pipeline.jpeg({ quality, progressive, mozjpeg, ...(mozjpeg ? { quantisationTable: 0 } : {}) }),
  png: (pipeline, { effort, progressive, colours, hasty }) =>
    pipeline.png({
      compressionLevel: effort ?? 6,
      progressive,
      ...(colours === undefined ? {} : { palette: true, colours, effort: hasty ? 1 : paletteEffort(effort) }),
    }),
  webp: (pipeline, { quality = 80, effort = 6, lossless }, { animation }) =>
    pipeline.webp({ quality, lossless, exact: lossless, effort: Math.round((effort * 6) / 9), ...animation }),
  avif: (pipeline, { quality = 55, effort = 4, lossless }) => pipeline.avif({ quality, lossless, effort }),
  // It counts pixels to the millimetre, and would say that there is one.
  tiff: (pipeline, _, { density = usualDensity }) => {
    const resolution = density / millimetresPerInch
    return pipeline.tiff({
      compression: 'deflate',
      predictor: 'horizontal',
      xres: resolution,
      yres: resolution,
      resolutionUnit: 'inch',
    })
  },
  gif: (pipeline, { effort, progressive, colours = 256 }, { animation }) =>
    pipeline.gif({ effort: paletteEffort(effort), progressive, colours, keepDuplicateFrames: true, ...animation }),
  // Bare pixels, for a codec of its own.
  jxl: (pipeline) => pipeline.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }),
}

/** How JPEG XL is written, by a codec of its own. */
export function jxlOptions({ quality = 80, effort = 4, lossless, progressive }: Encoding): JxlOptions {
  // More effort than that takes minutes.
  return { quality, lossless, progressive, effort: Math.min(Math.max(effort, 1), 7) }
}

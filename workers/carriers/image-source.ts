import type { ImageFormat } from './image-formats.ts'
import type { Size } from './image-passes.ts'
import type { TiffTags } from './tiff-tags.ts'

/** Where the pixels are, and what the file says about them. */
export interface ImageSource {
  /** Path of the person's file, for faults. */
  subject: string
  /** What the person knows the file as, for captions and extensions. */
  name: string
  /** The encoded file, or a path to it when it is too large to hold. */
  input: Buffer | string
  /** Of bare pixels: how they lie in the buffer. */
  raw?: { width: number; height: number; channels: 3 | 4 } | undefined
  type: string
  /** What results are written as when no step says otherwise. */
  format: ImageFormat
  /** EXIF: 1 upright to 8. */
  orientation: number
  pages: number
  /** The first page that is looked at; others than 0 only for one page by itself. */
  page: number
  /** All pages have the same size, as those of animations do. */
  uniform: boolean
  /** Its pages are those of a document, of which the first does not stand for all as that of an animation does. */
  isDocument?: boolean
  /** Milliseconds each page stands, and how often all are shown; of animations only. */
  delay: number[] | undefined
  loop: number | undefined
  alpha: boolean
  /** One channel of grey. */
  grey: boolean
  /** 16 bits a channel. */
  deep: boolean
  cmyk: boolean
  /** A colour profile is embedded that speaks of such pixels. */
  profile: boolean
  /** How close pixels are to lie where it is printed, to the inch; undefined where the file does not say. */
  density?: number | undefined
  exif: Buffer | undefined
  /** The same as the file had it, before a codec wrote what it knows of it anew; undefined where it was made otherwise. */
  exifAsRead?: Buffer | undefined
  /** What Photoshop says, in JPEG with what people have written for archives. */
  photoshop: Buffer | undefined
  /** That alone: titles, words to find it by, whose it is. https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf */
  iptc: Buffer | undefined
  xmp: string | undefined
  /** Comments of a JPEG and texts of a PNG, each as a part of such a file. */
  comments?: readonly Buffer[]
  /** Of a TIFF file, which has no block of them. */
  tags?: TiffTags | undefined
  /** Of a TIFF file, whose notes of the camera’s maker are not in the block that was made of its tags. */
  hasMakersNotes?: boolean
  maxPixels: number
  /** It is read to be sketched: steps that look at pixels may look at a picture about so large. */
  sketchPx?: number | undefined
  /** Of a source made small for a sketch: how large it is taken to be. */
  standsFor?: Size | undefined
}

import type { Exif, Sharp } from 'sharp'
import { readExif } from './exif.ts'
import type { Image } from './image.ts'

export const keepable = ['copyright', 'colour-profile', 'exif', 'location', 'xmp'] as const
/** A part of what a picture file says about itself; `all` is everything, as it stands. */
export type Kept = (typeof keepable)[number] | 'all'

/** Whether colours stay in the source's own space, with its profile; else they are converted to sRGB. CMYK always is. */
export function keepsProfile({ keep, source }: Image): boolean {
  return !source.cmyk && (keep.includes('colour-profile') || keep.includes('all'))
}

/** Tells the pipeline which tags to write. An orientation other than 1 is always among them: without it the picture would be seen turned. */
export function keepMetadata(pipeline: Sharp, image: Image, { orientation }: { orientation: number }): void {
  const { keep, source } = image
  if (keep.includes('all')) return keepAll(pipeline, image)
  const exif = source.exif ? pick(readExif(source.exif), keep) : {}
  if (orientation !== 1) exif.IFD0 = { ...exif.IFD0, Orientation: String(orientation) }
  if (Object.keys(exif).length > 0) pipeline.withExif(exif)
  if (keep.includes('xmp') && source.xmp)
    pipeline.withXmp(keep.includes('location') ? source.xmp : withoutLocation(source.xmp))
}

function keepAll(pipeline: Sharp, { source }: Image): void {
  pipeline.keepExif()
  if (source.xmp) pipeline.withXmp(source.xmp)
}

function pick(exif: Exif, keep: readonly Kept[]): Exif {
  const picked: Exif = {}
  if (keep.includes('copyright')) {
    const { Copyright, Artist } = exif.IFD0 ?? {}
    const kept = { ...(Copyright ? { Copyright } : {}), ...(Artist ? { Artist } : {}) }
    if (Object.keys(kept).length > 0) picked.IFD0 = kept
  }
  if (keep.includes('exif')) Object.assign(picked, { IFD0: exif.IFD0, IFD2: exif.IFD2 })
  if (keep.includes('location')) Object.assign(picked, { IFD3: exif.IFD3 })
  return Object.fromEntries(Object.entries(picked).filter(([, tags]) => tags !== undefined))
}

/** XMP repeats the place as `exif:GPS…`, as attributes or as elements. */
function withoutLocation(xmp: string): string {
  return xmp
    .replace(/\sexif:GPS\w+\s*=\s*("[^"]*"|'[^']*')/g, '')
    .replace(/<exif:GPS(\w+)[^>]*>[\s\S]*?<\/exif:GPS\1>/g, '')
}

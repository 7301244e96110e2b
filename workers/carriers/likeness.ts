import type { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { imageFormats } from './image-formats.ts'
import { renderThumbnail } from './settle-image.ts'
import { luminanceOf, type Sample, samplePixels } from './sample-pixels.ts'
import { similarity } from './similarity.ts'

/** What a picture is to look like: its pixels, or parts of a large one, before they are encoded. */
export async function sampleOf(image: Image): Promise<Sample> {
  return sampled(image, { input: await renderThumbnail(image, image), page: 0, type: 'image/png' })
}

/** How alike the very file that was made looks, up to 1; see `similarity`. */
export async function likenessOf(file: Buffer, { image, sample }: { image: Image; sample: Sample }): Promise<number> {
  const { type } = imageFormats[image.encoding.format]
  return compare(sample, await sampled(image, { input: file, page: 0, type }))
}

/** As it stands in receipts. */
export function rounded(likeness: number): number {
  return Math.round(likeness * 10_000) / 10_000
}

function sampled({ source, encoding }: Image, file: Partial<ImageSource>): Promise<Sample> {
  return samplePixels({ file: { ...source, ...file }, background: encoding.background })
}

function compare(one: Sample, other: Sample): number {
  return similarity(luminanceOf(one), luminanceOf(other))
}

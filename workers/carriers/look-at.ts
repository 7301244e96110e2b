import type { Image } from './image.ts'
import type { Size } from './image-passes.ts'
import { renderThumbnail } from './settle-image.ts'

/**
 * The picture as it is so far, for a step that looks at its pixels: in the size asked for, or no larger than a sketch needs where it is only sketched. PNG without
 * compression; `scale` is how large it is beside `size`. `mostPx` is how large a sketch is looked at.
 */
export async function lookAt(
  image: Image,
  size: Size,
  mostPx = image.source.sketchPx ?? Infinity,
): Promise<{ png: Buffer; scale: number }> {
  if (image.source.sketchPx === undefined) return { png: await renderThumbnail(image, size), scale: 1 }
  const scale = Math.min(1, mostPx / Math.max(size.width, size.height))
  const { sketchPixels } = await import('./image-sketch.ts')
  return {
    png: await sketchPixels(image, { width: scaled(size.width, scale), height: scaled(size.height, scale) }),
    scale,
  }
}

function scaled(side: number, scale: number): number {
  return Math.max(1, Math.round(side * scale))
}

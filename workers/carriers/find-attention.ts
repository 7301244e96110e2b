import type { Image } from './image.ts'
import type { Area, Size } from './image-passes.ts'
import { lookAt } from './look-at.ts'
import { sharp } from './sharp-module.ts'

/** What draws the eye does so in a small picture too. */
const longestSide = 512

/** The part of that size which holds most of what draws the eye; of an animation, in its first picture. */
export async function findAttention(image: Image, { width, height }: Size): Promise<Area> {
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const small = { width: scaled(image.width, scale), height: scaled(image.height, scale) }
  const part = {
    width: Math.min(small.width, scaled(width, scale)),
    height: Math.min(small.height, scaled(height, scale)),
  }
  const { png } = await lookAt(image, small)
  const { info } = await sharp(png)
    // Nothing is scaled: what is left of `cover` is the search for the best part.
    .resize({ ...part, fit: 'cover', position: 'attention', withoutReduction: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width,
    height,
    left: Math.min(Math.round((info.cropOffsetLeft ?? 0) / -scale) || 0, image.width - width),
    top: Math.min(Math.round((info.cropOffsetTop ?? 0) / -scale) || 0, image.height - height),
  }
}

function scaled(side: number, scale: number): number {
  return Math.max(1, Math.round(side * scale))
}

import { rgbaToThumbHash } from 'thumbhash'
import type { Image } from './image.ts'
import { renderThumbnail } from './image-render.ts'
import { sharp } from './sharp-module.ts'

/** The hash takes no more. */
const longestSide = 100

export interface Placeholder {
  /** ThumbHash, base64: a blurred picture in about 25 bytes. */
  thumbhash: string
  /** The colour most of it has, `#rrggbb`. */
  colour: string
}

/** What a page can show while the picture loads; of an animation, its first picture. */
export async function placeholderOf(image: Image): Promise<Placeholder> {
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const small = await renderThumbnail(image, {
    width: Math.max(1, Math.round(image.width * scale)),
    height: Math.max(1, Math.round(image.height * scale)),
  })
  const { data, info } = await sharp(small)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { dominant } = await sharp(small).flatten({ background: 'white' }).toColourspace('srgb').stats()
  const { r, g, b } = dominant
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64'),
    colour: `#${[r, g, b].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`,
  }
}

import type { Colour } from './colour.ts'
import type { Image } from './image.ts'
import type { Area } from './image-passes.ts'
import { renderThumbnail } from './image-render.ts'
import { sharp } from './sharp-module.ts'

export interface Border {
  /** How far a channel may stray from the border's colour, 0..255. */
  tolerance: number
  /** Pixels of the border that stay. */
  margin: number
  /** That of the top left corner when left out. */
  colour?: Colour
}

/** The part inside a border of one colour; of an animation, in its first picture. The whole where nothing but border is found. */
export async function findContent(image: Image, { tolerance, margin, colour }: Border): Promise<Area> {
  const { width, height } = image
  const whole = { left: 0, top: 0, width, height }
  if (width < 3 && height < 3) return whole
  const { info } = await sharp(await renderThumbnail(image, whole))
    .trim({ threshold: tolerance, margin, ...(colour ? { background: colour } : {}) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { trimOffsetLeft: left = 0, trimOffsetTop: top = 0 } = info
  return { left: Math.abs(left), top: Math.abs(top), width: info.width, height: info.height }
}

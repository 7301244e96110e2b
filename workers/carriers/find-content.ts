import type { Colour } from './colour.ts'
import type { Image } from './image.ts'
import type { Area } from './image-passes.ts'
import { lookAt } from './look-at.ts'
import { sharp } from './sharp-module.ts'

export interface Border {
  /** How far a channel may stray from the border's colour, 0..255. */
  tolerance: number
  /** Pixels of the border that stay. */
  margin: number
  /** That of the top left corner when left out. */
  colour?: Colour
}

/** Looking for a border takes 0.2 s for a picture of 1024 px. */
const sketchedPx = 480

/** The part inside a border of one colour; of an animation, in its first picture. The whole where nothing but border is found, or there is no room for one. */
export async function findContent(image: Image, { tolerance, margin, colour }: Border): Promise<Area> {
  const { width, height } = image
  const whole = { left: 0, top: 0, width, height }
  // The codec compares each pixel with those around it.
  if (width < 3 || height < 3) return whole
  const { png, scale } = await lookAt(image, whole, sketchedPx)
  const { info } = await sharp(png)
    .trim({ threshold: tolerance, margin: Math.round(margin * scale), ...(colour ? { background: colour } : {}) })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { trimOffsetLeft: left = 0, trimOffsetTop: top = 0 } = info
  const [x, y] = [Math.round(Math.abs(left) / scale), Math.round(Math.abs(top) / scale)]
  return {
    left: Math.min(x, width - 1),
    top: Math.min(y, height - 1),
    width: Math.min(Math.round(info.width / scale), width - Math.min(x, width - 1)),
    height: Math.min(Math.round(info.height / scale), height - Math.min(y, height - 1)),
  }
}

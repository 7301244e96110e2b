import { parseColour } from '../../carriers/colour.ts'
import type { Image } from '../../carriers/image.ts'
import { ratioOf } from '../../carriers/aspect.ts'
import type { Size } from '../../carriers/image-passes.ts'
import { requirePixels } from '../../carriers/pixel-limit.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'
import { aspectOption, sideOption } from '../sides.ts'

export default defineStep({
  name: 'image.pad',
  version: 1,
  title: 'Add margins',
  summary: 'Puts the picture in the middle of a larger one. A side that is long enough stays as it is.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
  options: (z) => {
    const side = (title: string) => sideOption(z, title)
    return z
      .strictObject({
        width: side('Width').describe('At least this wide.'),
        height: side('Height').describe('At least this high.'),
        aspect: aspectOption(z),
        margin: z
          .number()
          .min(0)
          .max(100)
          .default(0)
          .meta({ title: 'Margin', unit: '%' })
          .describe('At least this much on every side, of the picture’s longer one.'),
        background: colourText(z)
          .default('white')
          .meta({ title: 'Background', kind: 'colour' })
          .describe('white, black, transparent, #rgb or #rrggbb, or with two more digits for opacity.'),
      })
      .refine(({ width, height, aspect }) => aspect === undefined || (width === undefined && height === undefined), {
        error: 'Give either `aspect`, or `width` and `height`, or one of them.',
      })
      .refine((wish) => wish.margin > 0 || (wish.aspect ?? wish.width ?? wish.height) !== undefined, {
        error: 'Give `aspect`, `width`, `height` or `margin`.',
      })
  },
  async run(image: Image, { background, aspect, margin, ...sides }, { subject, limits }) {
    const rim = Math.round((Math.max(image.width, image.height) * margin) / 100)
    const rimmed = { width: image.width + 2 * rim, height: image.height + 2 * rim }
    const size = aspect ? around(rimmed, ratioOf(aspect)) : atLeast(rimmed, sides)
    requirePixels({ ...size, pages: image.source.pages }, { subject, maxPixels: limits.maxPixels })
    const across = size.width - image.width
    const down = size.height - image.height
    const left = Math.floor(across / 2)
    const top = Math.floor(down / 2)
    return image.pad({ left, top, right: across - left, bottom: down - top, background: parseColour(background) })
  },
})

/** The smallest of that shape that holds the picture. */
function around({ width, height }: Size, ratio: number): Size {
  return { width: Math.max(width, Math.round(height * ratio)), height: Math.max(height, Math.round(width / ratio)) }
}

function atLeast({ width, height }: Size, wanted: { width?: number | undefined; height?: number | undefined }): Size {
  return { width: Math.max(width, wanted.width ?? 0), height: Math.max(height, wanted.height ?? 0) }
}

import type { Image } from '../../carriers/image.ts'
import { ratioOf } from '../../carriers/aspect.ts'
import { gravities, placeIn } from '../../carriers/gravity.ts'
import type { Size } from '../../carriers/image-passes.ts'
import { defineStep } from '../define-step.ts'
import { aspectOption, sideOption } from '../sides.ts'

export default defineStep({
  name: 'image.crop',
  version: 1,
  title: 'Crop',
  summary: 'Cuts a part out of the picture. A side that is short enough stays as it is.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 4,
  options: (z) => {
    const side = (title: string) => sideOption(z, title)
    return z
      .strictObject({
        width: side('Width').describe('At most this wide.'),
        height: side('Height').describe('At most this high.'),
        aspect: aspectOption(z),
        gravity: z
          .enum([...gravities, 'attention'])
          .default('centre')
          .meta({ title: 'Gravity' })
          .describe('The side or corner to keep; attention keeps what draws the eye.'),
      })
      .refine(({ width, height, aspect }) => (aspect === undefined) !== (width === undefined && height === undefined), {
        error: 'Give either `aspect`, or `width` and `height`, or one of them.',
      })
  },
  async run(image: Image, { aspect, gravity, ...sides }) {
    const size = aspect ? within(image, ratioOf(aspect)) : atMost(image, sides)
    if (gravity !== 'attention') return image.crop({ ...size, ...placeIn(image, size, gravity) })
    const { findAttention } = await import('../../carriers/find-attention.ts')
    return image.crop(await findAttention(image, size))
  },
})

/** The largest of that shape that fits into the picture. */
function within({ width, height }: Size, ratio: number): Size {
  return {
    width: Math.max(1, Math.min(width, Math.round(height * ratio))),
    height: Math.max(1, Math.min(height, Math.round(width / ratio))),
  }
}

function atMost({ width, height }: Size, wanted: { width?: number | undefined; height?: number | undefined }): Size {
  return { width: Math.min(width, wanted.width ?? width), height: Math.min(height, wanted.height ?? height) }
}

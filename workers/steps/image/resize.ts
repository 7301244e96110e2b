import type { Image } from '../../carriers/image.ts'
import type { Size } from '../../carriers/image-passes.ts'
import { gravities, placeIn } from '../../carriers/gravity.ts'
import { requirePixels } from '../../carriers/pixel-limit.ts'
import { defineStep } from '../define-step.ts'
import { sideOption } from '../sides.ts'

export default defineStep({
  name: 'image.resize',
  version: 1,
  title: 'Resize',
  summary: 'Makes a picture smaller, or larger when asked to, as it is seen: with its orientation tag applied.',
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
        longest: side('Longest side').describe('Sets the longer side; the other follows.'),
        width: side('Width').describe('With a height: see fit. Alone, the height follows.'),
        percent: z
          .number()
          .min(1)
          .max(1000)
          .optional()
          .meta({ title: 'Percent', unit: '%' })
          .describe('Of both sides; more than 100 only where it may be made larger.'),
        height: side('Height').describe('With a width: see fit. Alone, the width follows.'),
        fit: z
          .enum(['inside', 'cover', 'fill'])
          .default('inside')
          .meta({ title: 'Fit' })
          .describe(
            'inside: no side gets longer than asked; cover: fills both sides and cuts off the rest; fill: distorts.',
          ),
        gravity: z
          .enum([...gravities, 'attention'])
          .default('centre')
          .meta({ title: 'Gravity' })
          .describe('Of cover: the side or corner to keep; attention keeps what draws the eye.'),
        enlarge: z
          .boolean()
          .default(false)
          .meta({ title: 'Enlarge' })
          .describe('Also make pictures larger that are smaller.'),
      })
      .refine(
        ({ longest, percent, width, height }) => [longest, percent, width ?? height].filter(isGiven).length === 1,
        {
          error: 'Give either `longest`, or `percent`, or `width` and `height`, or one of them.',
        },
      )
      .refine(({ width, height, fit }) => fit === 'inside' || (width !== undefined && height !== undefined), {
        error: 'With `fit: cover` and `fit: fill`, give both `width` and `height`.',
        path: ['fit'],
      })
  },
  async run(image: Image, options, { subject, limits }) {
    const { size, cut } = target(image, options)
    requirePixels({ ...size, pages: image.source.pages }, { subject, maxPixels: limits.maxPixels })
    const resized = image.resize(size)
    if (options.gravity !== 'attention') return resized.crop({ ...cut, ...placeIn(size, cut, options.gravity) })
    const { findAttention } = await import('../../carriers/find-attention.ts')
    return resized.crop(await findAttention(resized, cut))
  },
})

const isGiven = (value: number | undefined): boolean => value !== undefined

interface Wish {
  longest?: number | undefined
  percent?: number | undefined
  width?: number | undefined
  height?: number | undefined
  fit: 'inside' | 'cover' | 'fill'
  enlarge: boolean
}

/** The size of the whole picture, and how much of its middle remains. */
function target({ width, height }: Size, wish: Wish): { size: Size; cut: Size } {
  const wide = wish.longest ?? wish.width ?? Number.POSITIVE_INFINITY
  const high = wish.longest ?? wish.height ?? Number.POSITIVE_INFINITY
  if (wish.fit === 'fill') {
    const limit = (wanted: number, present: number): number => (wish.enlarge ? wanted : Math.min(wanted, present))
    const size = { width: limit(wide, width), height: limit(high, height) }
    return { size, cut: size }
  }
  const fitting = wish.percent === undefined ? [wide / width, high / height] : [wish.percent / 100]
  const wanted = wish.fit === 'cover' ? Math.max(...fitting) : Math.min(...fitting)
  const scale = wish.enlarge ? wanted : Math.min(wanted, 1)
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return { size, cut: { width: Math.min(size.width, wide), height: Math.min(size.height, high) } }
}

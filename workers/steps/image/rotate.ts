import { parseColour } from '../../carriers/colour.ts'
import type { Image } from '../../carriers/image.ts'
import type { Turn } from '../../carriers/image-passes.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.rotate',
  version: 1,
  title: 'Rotate',
  summary:
    'Turns a picture clockwise from how it is seen, or mirrors it. What the orientation tag asks for is done first. An animation, or a TIFF of several pages, can only be mirrored from left to right.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 4,
  options: (z) =>
    z
      .strictObject({
        by: z
          .number()
          .gt(-360)
          .lt(360)
          .default(0)
          .meta({ title: 'Angle', unit: '°' })
          .describe('Clockwise. Quarter turns lose nothing; others add corners in the background colour.'),
        mirror: z
          .enum(['none', 'horizontal', 'vertical'])
          .default('none')
          .meta({ title: 'Mirror' })
          .describe('horizontal: left and right change places; vertical: top and bottom. Done before turning.'),
        background: colourText(z)
          .default('white')
          .meta({ title: 'Background', kind: 'colour' })
          .describe('Of the corners: white, black, transparent, #rgb or #rrggbb, or with two more digits for opacity.'),
      })
      .refine(({ by, mirror }) => by !== 0 || mirror !== 'none', { error: 'Give an angle, or which way to mirror.' }),
  async run(image: Image, { by, mirror, background }, { limits }) {
    const angle = (by + 360) % 360
    const quarters = Math.floor(angle / 90) as Turn['quarters']
    const turned = turnedBy(image, { quarters, flip: mirror === 'vertical', flop: mirror === 'horizontal' })
    if (angle % 90 === 0) return turned
    const { rotateFreely } = await import('../../carriers/rotate-freely.ts')
    const colour = parseColour(background)
    return rotateFreely(turned, { angle: angle % 90, background: colour, maxPixels: limits.maxPixels })
  },
})

function turnedBy(image: Image, turn: Turn): Image {
  return turn.quarters === 0 && !turn.flip && !turn.flop ? image : image.turn(turn)
}

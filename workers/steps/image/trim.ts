import { parseColour } from '../../carriers/colour.ts'
import type { Image } from '../../carriers/image.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.trim',
  version: 1,
  title: 'Trim borders',
  summary: 'Cuts off borders of one colour. A picture that is nothing else stays as it is.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 4,
  options: (z) =>
    z.strictObject({
      tolerance: z
        .int()
        .min(0)
        .max(255)
        .default(10)
        .meta({ title: 'Tolerance' })
        .describe('How far a border may stray from its colour; 0 takes only exact matches.'),
      colour: colourText(z)
        .optional()
        .meta({ title: 'Colour', kind: 'colour' })
        .describe('Of the border; if left out, that of the top left corner.'),
      margin: z
        .int()
        .min(0)
        .max(10_000)
        .default(0)
        .meta({ title: 'Margin', unit: 'px' })
        .describe('How much of the border stays, where there was so much.'),
    }),
  async run(image: Image, { tolerance, colour, margin }) {
    const { findContent } = await import('../../carriers/find-content.ts')
    return image.crop(
      await findContent(image, { tolerance, margin, ...(colour ? { colour: parseColour(colour) } : {}) }),
    )
  },
})

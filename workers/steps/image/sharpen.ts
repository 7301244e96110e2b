import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.sharpen',
  version: 1,
  title: 'Sharpen',
  summary: 'Makes edges clearer, as pictures want after they were made smaller.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 3,
  options: (z) =>
    z.strictObject({
      amount: z
        .number()
        .min(0.05)
        .max(3)
        .default(0.5)
        .meta({ title: 'Amount' })
        .describe('0.5 is what one sees only in comparison, 1 is plain, 2 too much for most.'),
      radius: z
        .number()
        .min(0.5)
        .max(5)
        .default(0.8)
        .meta({ title: 'Radius', unit: 'px' })
        .describe('How wide the edges are.'),
    }),
  async run(image: Image, { amount, radius }) {
    return image.sharpen({ sigma: radius, amount })
  },
})

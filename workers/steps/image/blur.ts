import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.blur',
  version: 1,
  title: 'Blur',
  summary: 'Makes a picture soft, for backgrounds or so that nothing in it can be read.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 3,
  options: (z) =>
    z.strictObject({
      radius: z
        .number()
        .min(0.3)
        .max(200)
        .default(4)
        .meta({ title: 'Radius', unit: 'px' })
        .describe('How far each point spreads.'),
    }),
  async run(image: Image, { radius }) {
    return image.blur(radius)
  },
})

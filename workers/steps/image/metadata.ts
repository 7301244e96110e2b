import type { Image } from '../../carriers/image.ts'
import { keepable } from '../../carriers/kept.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.metadata',
  version: 1,
  title: 'Keep metadata',
  summary:
    'Chooses what a picture goes on saying about itself. Without this step it says nothing, and its colours are sRGB.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
  options: (z) =>
    z.strictObject({
      keep: z
        .union([z.enum(['all', 'none']), z.array(z.enum(keepable))])
        .default(['copyright', 'colour-profile'])
        .meta({ title: 'Keep' })
        .describe(
          'all, none, or a list of: copyright (and author), colour-profile (else colours become sRGB), exif (camera and times), location, xmp.',
        ),
    }),
  async run(image: Image, { keep }) {
    return image.keeping(keep === 'none' ? [] : keep === 'all' ? ['all'] : keep)
  },
})

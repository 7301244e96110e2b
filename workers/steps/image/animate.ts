import type { Image } from '../../carriers/image.ts'
import { parseColour } from '../../carriers/colour.ts'
import { imageFormats } from '../../carriers/image-formats.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'image.animate',
  version: 1,
  title: 'Animation',
  summary: 'Shows pictures one after another, in the order of their names, as one animated GIF or WebP.',
  shape: 'gather',
  lane: 'process',
  accepts: ['image/*'],
  produces: { option: 'to', types: { gif: imageFormats.gif.type, webp: imageFormats.webp.type } },
  facts: [{ name: 'frames', title: 'Frames', when: 'late' }],
  memoryFactor: 4,
  options: (z) => {
    const { most: _, ...grouping } = groupingOptions(z)
    return z.strictObject({
      to: z
        .enum(['gif', 'webp'])
        .default('gif')
        .meta({ title: 'Format' })
        .describe('gif is shown everywhere, webp is smaller and has all colours.'),
      longest: z
        .int()
        .min(8)
        .max(4096)
        .default(640)
        .meta({ title: 'Longest side', unit: 'px' })
        .describe('Frames have the shape of the first picture and are no larger than it.'),
      delay: z
        .int()
        .min(20)
        .max(60_000)
        .default(500)
        .meta({ title: 'Each picture stands', unit: 'ms' })
        .describe('How long each is shown.'),
      loop: z
        .int()
        .min(0)
        .max(65_535)
        .default(0)
        .meta({ title: 'Times' })
        .describe('How often all are shown; 0 is for ever.'),
      background: colourText(z)
        .default('white')
        .meta({ title: 'Background', kind: 'colour' })
        .describe('Around pictures of another shape: white, black, transparent, #rgb or #rrggbb.'),
      ...grouping,
      most: z
        .int()
        .min(1)
        .max(1000)
        .default(300)
        .meta({ title: 'At most pictures' })
        .describe('Begins another animation after so many.'),
    })
  },
  async run(images: Image[], { to, longest, delay, loop, background }, { subject, limits, progress }) {
    const { joinFrames } = await import('../../carriers/join-frames.ts')
    const ground = parseColour(background)
    const { maxPixels } = limits
    const pace = { delayMs: delay, loop }
    return joinFrames(images, { format: to, longest, ...pace, background: ground, subject, maxPixels, progress })
  },
})

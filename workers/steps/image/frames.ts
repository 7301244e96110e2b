import type { Image } from '../../carriers/image.ts'
import { type ImageFormat, imageFormats } from '../../carriers/image-formats.ts'
import { defineStep } from '../define-step.ts'

const formats = ['png', 'jpeg', 'webp', 'tiff'] as const satisfies ImageFormat[]

export default defineStep({
  name: 'image.frames',
  version: 1,
  title: 'Frames',
  summary: 'Makes a picture of each frame of an animation, or of each page of a TIFF.',
  shape: 'split',
  lane: 'process',
  accepts: ['image/*'],
  produces: {
    option: 'to',
    types: Object.fromEntries(formats.map((format) => [format, imageFormats[format].type])),
  },
  facts: [{ name: 'frame', title: 'Frame', when: 'late' }],
  memoryFactor: 2,
  options: (z) =>
    z.strictObject({
      to: z.enum(formats).default('png').meta({ title: 'Format' }).describe('What each frame is written as.'),
      every: z
        .int()
        .min(1)
        .max(1000)
        .default(1)
        .meta({ title: 'Every' })
        .describe('1 takes every frame, 2 every second, always with the first.'),
    }),
  async run(image: Image, { to, every }) {
    const { splitFrames } = await import('../../carriers/split-frames.ts')
    const frames = await splitFrames(image, to)
    return frames.filter((_, at) => at % every === 0)
  },
})

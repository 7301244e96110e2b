import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.colour',
  version: 2,
  title: 'Colours',
  summary: 'Makes a picture brighter, richer or greyer. Its colours become sRGB, as they do without this step.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
  options: (z) => {
    const percent = (title: string) => z.int().min(-100).max(100).default(0).meta({ title, unit: '%' })
    return z.strictObject({
      brightness: percent('Brightness').describe('-100 is black, 0 as it is, 100 twice as bright.'),
      contrast: percent('Contrast').describe('-100 is one grey, 0 as it is, 100 twice as much.'),
      saturation: percent('Saturation').describe('-100 is without colours, 0 as it is, 100 twice as rich.'),
      grey: z
        .boolean()
        .default(false)
        .meta({ title: 'Greyscale' })
        .describe('Keeps only light and dark, which also makes smaller files.'),
    })
  },
  async run(image: Image, { brightness, contrast, saturation, grey }) {
    const factor = (percent: number): number => 1 + percent / 100
    let changed = image
    if (brightness !== 0 || saturation !== 0) {
      // What gets darker and kept how colourful it is would be richer in colour, and never black.
      const colourful = Math.min(1, factor(brightness))
      changed = changed.tone({ brightness: factor(brightness), saturation: factor(saturation) * colourful })
    }
    if (contrast !== 0) changed = changed.contrast(factor(contrast))
    return grey ? changed.grey() : changed
  },
})

import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.upright',
  version: 1,
  title: 'Turn upright',
  summary: 'Turns the pixels as the orientation tag says, for programs that do not look at the tag.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
  options: (z) => z.strictObject({}),
  async run(image: Image) {
    return image.upright()
  },
})

import type { Image } from '../../carriers/image.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.placeholder',
  version: 1,
  title: 'Placeholder',
  summary: 'Finds what a page can show while the picture loads: a blurred one in a few letters, and its colours.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [
    { name: 'thumbhash', title: 'ThumbHash', when: 'late' },
    { name: 'colour', title: 'Main colour', when: 'late' },
    { name: 'colours', title: 'Colours', when: 'late' },
  ],
  memoryFactor: 2,
  options: (z) => z.strictObject({}),
  async run(image: Image) {
    const { placeholderOf } = await import('../../carriers/placeholder.ts')
    const placeholder = await placeholderOf(image)
    return image.labelled({ ...placeholder })
  },
})

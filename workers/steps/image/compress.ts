import type { Image } from '../../carriers/image.ts'
import { byteSize } from '../byte-size.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.compress',
  version: 1,
  title: 'Make the file smaller',
  summary:
    'Writes a picture as small as it gets while it looks the same: JPEG, WebP and AVIF in a quality found for each picture, others without loss.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [
    { name: 'quality', title: 'Quality', when: 'late' },
    { name: 'similarity', title: 'Similarity', when: 'late' },
  ],
  memoryFactor: 6,
  options: (z) =>
    z.strictObject({
      likeness: z
        .number()
        .min(0.8)
        .max(0.999)
        .default(0.9875)
        .meta({ title: 'Likeness' })
        .describe(
          'How alike it must look, where 1 is every pixel. 0.9875 is no worse than JPEG at quality 80. What would need more than quality 87 (WebP 90, AVIF 75), such as a picture full of grain, gets that.',
        ),
      'at-most': byteSize(z)
        .optional()
        .meta({ title: 'At most', unit: 'bytes' })
        .describe('A file larger than this, such as 200 kB, is written in a lower quality, whatever it looks like.'),
      'least-gain': z
        .number()
        .min(0)
        .max(90)
        .default(10)
        .meta({ title: 'Least gain', unit: '%' })
        .describe(
          'With less to gain, a picture that nothing else is done to and that keeps all metadata stays as it is. So does one in CMYK, however much there is to gain.',
        ),
    }),
  async run(image: Image, { likeness, 'at-most': mostBytes, 'least-gain': leastGain }) {
    return image.compress({ likeness, mostBytes, leastGain: leastGain / 100 })
  },
})

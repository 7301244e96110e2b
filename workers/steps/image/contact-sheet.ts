import type { Image } from '../../carriers/image.ts'
import { parseColour } from '../../carriers/colour.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'
import { groupingOptions } from '../grouping.ts'

export default defineStep({
  name: 'image.contact-sheet',
  version: 1,
  title: 'Contact sheet',
  summary: 'Puts small versions of all pictures on one sheet, row by row, with their names.',
  shape: 'gather',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'image/jpeg',
  facts: [{ name: 'pictures', title: 'Pictures', when: 'late' }],
  memoryFactor: 4,
  options: (z) => {
    const { most: _, ...grouping } = groupingOptions(z)
    const pixels = (title: string) => z.int().min(0).max(2000).meta({ title, unit: 'px' })
    return z.strictObject({
      columns: z.int().min(1).max(50).default(6).meta({ title: 'Columns' }).describe('Pictures in a row.'),
      cell: pixels('Picture').min(32).default(240).describe('The longer side of each picture.'),
      gap: pixels('Gap').default(16).describe('Between the pictures, and around them all.'),
      captions: z.boolean().default(true).meta({ title: 'Names' }).describe('Below each picture.'),
      background: colourText(z)
        .default('white')
        .meta({ title: 'Background', kind: 'colour' })
        .describe('white, black, #rgb or #rrggbb.'),
      ...grouping,
      most: z
        .int()
        .min(1)
        .max(400)
        .default(48)
        .meta({ title: 'At most pictures' })
        .describe('Begins another sheet after so many.'),
    })
  },
  async run(images: Image[], { columns, cell, gap, captions, background }, { subject, limits, progress }) {
    const { contactSheet } = await import('../../carriers/contact-sheet.ts')
    const layout = { columns, cell, gap, captions, background: parseColour(background) }
    return contactSheet(images, { ...layout, subject, maxPixels: limits.maxPixels, progress })
  },
})

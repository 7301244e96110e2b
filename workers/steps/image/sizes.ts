import type { Image } from '../../carriers/image.ts'
import { usualEncoding } from '../../carriers/image-encoding.ts'
import { type ImageFormat, imageFormatNames, imageTypes } from '../../carriers/image-formats.ts'
import type { Snippet } from '../../carriers/snippet.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.sizes',
  version: 1,
  title: 'Several sizes',
  summary: 'Makes the picture in several widths, and the HTML that lets a browser choose among them.',
  shape: 'split',
  lane: 'process',
  accepts: ['image/*'],
  produces: { option: 'formats', types: imageTypes },
  facts: [],
  memoryFactor: 4,
  options: (z) =>
    z.strictObject({
      widths: z
        .array(z.int().min(1).max(65_535))
        .min(1)
        .max(20)
        .default([480, 960, 1440, 1920])
        .meta({ title: 'Widths', unit: 'px' })
        .describe(
          'Those wider than the picture are left out; the narrowest is always made, no wider than the picture.',
        ),
      formats: z
        .array(z.enum(imageFormatNames))
        .max(imageFormatNames.length)
        .default([])
        .meta({ title: 'Formats' })
        .describe('Each size in each of these, best first; the last is for browsers that know none of the others.'),
      snippet: z
        .boolean()
        .default(true)
        .meta({ title: 'HTML' })
        .describe(
          'Also writes the part of a page that shows the picture, beside the pictures and by the names they get.',
        ),
      base: z
        .string()
        .max(2000)
        .default('')
        .meta({ title: 'Address' })
        .describe('What stands before the names in the HTML, such as /pictures/.'),
      sizes: z
        .string()
        .max(2000)
        .default('100vw')
        .meta({ title: 'Shown width' })
        .describe('How wide the page shows it, as the attribute sizes says it.'),
      alt: z
        .string()
        .max(2000)
        .default('')
        .meta({ title: 'Description' })
        .describe('For whoever cannot see the picture.'),
    }),
  async run(image: Image, { widths, formats, snippet, ...showing }): Promise<(Image | Snippet)[]> {
    const { Snippet } = await import('../../carriers/snippet.ts')
    const { settleImage } = await import('../../carriers/settle-image.ts')
    const page = new Snippet(showing)
    const images: Image[] = []
    for (const width of fitting(widths, image.width)) {
      const sized = scaled(image, width)
      // Made small once, however many formats it is written in.
      const held = formats.length > 1 ? await settleImage(sized) : sized
      for (const each of inFormats(held, formats))
        images.push(each.labelled({ suffix: `-${width}w` }).shownBy(page.mark))
    }
    return snippet ? [...images, page] : images
  },
})

function fitting(widths: number[], widest: number): number[] {
  const sorted = [...new Set(widths)].toSorted((a, b) => a - b)
  const found = sorted.filter((width) => width <= widest)
  return found.length > 0 ? found : [widest]
}

function scaled(image: Image, width: number): Image {
  return image.resize({ width, height: Math.max(1, Math.round((image.height * width) / image.width)) })
}

function inFormats(image: Image, formats: readonly ImageFormat[]): Image[] {
  return formats.length === 0 ? [image] : [...new Set(formats)].map((format) => image.encode(usualEncoding(format)))
}

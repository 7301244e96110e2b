import type { Image } from '../../carriers/image.ts'
import { parseColour } from '../../carriers/colour.ts'
import { imageFormatNames, imageTypes } from '../../carriers/image-formats.ts'
import { colourText } from '../colour-text.ts'
import { defineStep, type FieldMakers } from '../define-step.ts'

export default defineStep({
  name: 'image.convert',
  version: 1,
  title: 'Convert',
  summary: 'Writes the picture in another format, or in the same with other settings.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: { option: 'to', types: imageTypes },
  facts: [{ name: 'similarity', title: 'Similarity', when: 'late' }],
  memoryFactor: 2,
  options: (z) =>
    z
      .strictObject({
        to: z.enum(imageFormatNames).meta({ title: 'Format' }).describe('What to write.'),
        ...exactness(z),
        ...shape(z),
      })
      .refine(({ to, lossless }) => !lossless || ['webp', 'avif', 'jxl'].includes(to), {
        error: 'Only WebP, AVIF and JPEG XL can be asked to be lossless; PNG, TIFF and GIF always are, JPEG never is.',
        path: ['lossless'],
      }),
  async run(image: Image, { to, background, ...encoding }) {
    return image.encode({ ...encoding, format: to, background: parseColour(background) })
  },
})

/** How much of the picture is kept, at which price. */
function exactness(z: FieldMakers) {
  return {
    quality: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ title: 'Quality' })
      .describe('Of JPEG (82 if left out), WebP (80), AVIF (55) and JPEG XL (80); the others lose nothing.'),
    effort: z
      .int()
      .min(0)
      .max(9)
      .optional()
      .meta({ title: 'Effort' })
      .describe('0 is fast, 9 makes the smallest files. JPEG and TIFF have none.'),
    lossless: z
      .boolean()
      .default(false)
      .meta({ title: 'Lossless' })
      .describe(
        'Keeps every pixel as it is; WebP, AVIF and JPEG XL. All three are written with 8 bits a channel: where a picture had 16, the receipt says that these were lost.',
      ),
    score: z
      .boolean()
      .optional()
      .meta({ title: 'Score' })
      .describe(
        'Measures how much the result looks like the picture before, and writes that on the receipt. If left out, this is done for all formats but JPEG; it takes about a tenth of the time.',
      ),
  }
}

/** What kind of file it becomes. */
function shape(z: FieldMakers) {
  return {
    pages: z
      .enum(['refuse', 'first'])
      .default('refuse')
      .meta({ title: 'Pages' })
      .describe(
        'For a TIFF of several pages, in a format that holds one. refuse: it stops and says so; first: the first page is taken. Of an animation the first picture is always taken.',
      ),
    progressive: z
      .boolean()
      .default(false)
      .meta({ title: 'Progressive' })
      .describe('Shows a coarse picture early while it loads; JPEG, PNG and GIF.'),
    colours: z
      .int()
      .min(2)
      .max(256)
      .optional()
      .meta({ title: 'Colours' })
      .describe(
        'How many colours there may be; files count them as 2, 4, 16 or 256, so there may be a few more. Other colours are imitated by dots of these. Makes drawings and screenshots much smaller; PNG and GIF.',
      ),
    mozjpeg: z.boolean().default(false).meta({ title: 'MozJPEG' }).describe('Slower, and about a tenth smaller; JPEG.'),
    background: colourText(z)
      .default('white')
      .meta({ title: 'Background', kind: 'colour' })
      .describe('What shows through where JPEG cannot hold transparency: white, black, #rgb or #rrggbb.'),
  }
}

import { parseColour } from '../../carriers/colour.ts'
import { gravities } from '../../carriers/gravity.ts'
import type { Image } from '../../carriers/image.ts'
import { colourText } from '../colour-text.ts'
import { defineStep } from '../define-step.ts'

export default defineStep({
  name: 'image.watermark',
  version: 1,
  title: 'Watermark',
  summary: 'Lays a text or another picture over every page, in a size that follows the picture’s.',
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 4,
  options: (z) => {
    const percent = (title: string) => z.number().min(0).max(100).meta({ title, unit: '%' })
    return z
      .strictObject({
        text: z.string().min(1).max(200).optional().meta({ title: 'Text' }).describe('One line, such as © A. Uthor.'),
        picture: z
          .string()
          .regex(/^(\/|[a-z]:[\\/])/i, { error: 'Give the whole path of the picture' })
          .refine((path) => !path.includes('\0'), { error: 'A path cannot have a zero byte in it' })
          .optional()
          .meta({ title: 'Picture', kind: 'path' })
          .describe('The whole path of a picture, best a PNG or SVG with transparency.'),
        place: z
          .enum(gravities)
          .default('south-east')
          .meta({ title: 'Place' })
          .describe('The side or corner it lies at.'),
        width: percent('Width').min(1).default(25).describe('Of the picture’s width.'),
        margin: percent('Margin').max(49).default(3).describe('To the edges, of the shorter side.'),
        opacity: percent('Opacity').default(60).describe('0 cannot be seen, 100 hides what is below.'),
        colour: colourText(z)
          .default('white')
          .meta({ title: 'Colour', kind: 'colour' })
          .describe('Of a text: white, black, #rgb or #rrggbb.'),
      })
      .refine(({ text, picture }) => (text === undefined) !== (picture === undefined), {
        error: 'Give either `text` or `picture`.',
      })
  },
  async run(image: Image, { text = '', picture, colour, ...mark }, { subject, limits }) {
    const { readMark, withMark } = await import('../../carriers/watermark.ts')
    const { textPicture } = await import('../../carriers/text-picture.ts')
    const lettering = { text, colour: parseColour(colour), subject }
    const draw = picture ? await readMark(picture, limits) : (width: number) => textPicture(lettering, width)
    const { place, width, margin, opacity } = mark
    return withMark(image, { draw, place, width: width / 100, margin: margin / 100, opacity: opacity / 100 })
  },
})

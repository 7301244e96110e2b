import type { StepDescriptor } from '../../contract/step.ts'

type Options = Record<string, Record<string, unknown>>

const usual: Omit<StepDescriptor, 'name' | 'title' | 'summary' | 'options'> = {
  version: 1,
  shape: 'each',
  lane: 'process',
  accepts: ['image/*'],
  produces: 'same',
  facts: [],
  memoryFactor: 2,
}

interface Told extends Partial<StepDescriptor> {
  words: [title: string, summary: string]
}

function step(name: string, { words, ...more }: Told, options: Options = {}): StepDescriptor {
  const [title, summary] = words
  const required = Object.keys(options).filter((key) => options[key]?.['needed'] === true)
  return { name, title, summary, ...usual, options: { type: 'object', properties: options, required }, ...more }
}

const px = { type: 'integer', minimum: 1, maximum: 65_535, unit: 'px' }
const percent = { type: 'number', minimum: 0, maximum: 100, unit: '%' }

/** Some steps as an engine tells of them: enough for every kind of field. */
export const sampleSteps: StepDescriptor[] = [
  step('archive.pack', {
    words: [
      'Pack',
      'Puts all files, in their folders, into one archive, which is opened again and compared before it counts.',
    ],
    accepts: ['*/*'],
    produces: 'application/zip',
    shape: 'gather',
  }),
  step('archive.unpack', {
    words: ['Unpack', 'Takes the files out of an archive.'],
    accepts: ['application/zip'],
  }),
  step('file.checksums', {
    words: [
      'List checksums',
      'Writes one list with the checksum of every file, which Millrace and `sha256sum --check` can compare later.',
    ],
    accepts: ['*/*'],
    produces: 'text/plain',
    shape: 'gather',
  }),
  step(
    'image.compress',
    {
      words: [
        'Make the file smaller',
        'Writes a picture as small as it gets while it looks the same: JPEG, WebP and AVIF in a quality found for each picture, others without loss.',
      ],
    },
    {
      likeness: {
        title: 'Likeness',
        type: 'number',
        minimum: 0.8,
        maximum: 0.999,
        default: 0.983,
        description:
          'How alike it must look, where 1 is every pixel. 0.9875 is no worse than JPEG at quality 80. What would need more than quality 87 (WebP 90, AVIF 75), such as a picture full of grain, gets that.',
      },
    },
  ),
  step(
    'image.convert',
    { words: ['Convert', 'Writes the picture in another format, or in the same with other settings.'] },
    {
      to: {
        title: 'Format',
        type: 'string',
        enum: ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'jxl'],
        needed: true,
        description: 'What to write.',
      },
      quality: {
        title: 'Quality',
        type: 'integer',
        minimum: 1,
        maximum: 100,
        description: 'Of JPEG (82 if left out), WebP (80), AVIF (55) and JPEG XL (80); the others lose nothing.',
      },
      effort: {
        title: 'Effort',
        type: 'integer',
        minimum: 0,
        maximum: 9,
        description: '0 is fast, 9 makes the smallest files. JPEG and TIFF have none.',
      },
      lossless: {
        title: 'Lossless',
        type: 'boolean',
        default: false,
        description: 'Keeps every pixel as it is; WebP, AVIF and JPEG XL.',
      },
      background: {
        title: 'Background',
        type: 'string',
        kind: 'colour',
        default: 'white',
        description: 'What shows through where JPEG cannot hold transparency: white, black, #rgb or #rrggbb.',
      },
    },
  ),
  step(
    'image.metadata',
    {
      words: [
        'Keep metadata',
        'Chooses what a picture goes on saying about itself. Without this step it says nothing, and its colours are sRGB.',
      ],
    },
    {
      keep: {
        title: 'Keep',
        default: ['copyright', 'colour-profile'],
        anyOf: [
          { type: 'string', enum: ['all', 'none'] },
          {
            type: 'array',
            items: { type: 'string', enum: ['copyright', 'colour-profile', 'exif', 'location', 'xmp'] },
          },
        ],
        description:
          'all, none, or a list of: copyright (and author), colour-profile (else colours become sRGB), exif (camera and times), location, xmp.',
      },
    },
  ),
  step(
    'image.resize',
    {
      words: [
        'Resize',
        'Makes a picture smaller, or larger when asked to, as it is seen: with its orientation tag applied.',
      ],
    },
    {
      longest: { ...px, title: 'Longest side', description: 'Sets the longer side; the other follows.' },
      width: { ...px, title: 'Width', description: 'With a height: see fit. Alone, the height follows.' },
      height: { ...px, title: 'Height', description: 'With a width: see fit. Alone, the width follows.' },
      fit: {
        title: 'Fit',
        type: 'string',
        enum: ['inside', 'cover', 'fill'],
        default: 'inside',
        description:
          'inside: no side gets longer than asked; cover: fills both sides and cuts off the rest; fill: distorts.',
      },
      enlarge: {
        title: 'Enlarge',
        type: 'boolean',
        default: false,
        description: 'Also make pictures larger that are smaller.',
      },
    },
  ),
  step('image.upright', {
    words: ['Turn upright', 'Turns the pixels as the orientation tag says, for programs that do not look at the tag.'],
  }),
  step(
    'image.watermark',
    { words: ['Watermark', 'Lays a text or another picture over every page, in a size that follows the picture’s.'] },
    {
      text: { title: 'Text', type: 'string', description: 'One line, such as © A. Uthor.' },
      picture: {
        title: 'Picture',
        type: 'string',
        kind: 'path',
        description: 'The whole path of a picture, best a PNG or SVG with transparency.',
      },
      width: { ...percent, title: 'Width', default: 25, description: 'Of the picture’s width.' },
      opacity: { ...percent, title: 'Opacity', default: 60, description: '0 cannot be seen, 100 hides what is below.' },
    },
  ),
  step(
    'secret.encrypt',
    {
      words: ['Encrypt', 'Encrypts a file with age, for a passphrase or for the public keys of those who may read it.'],
      accepts: ['*/*'],
    },
    {
      secret: {
        title: 'Passphrase',
        type: 'string',
        kind: 'secret',
        description: 'The name of the secret that opens it again; never the passphrase itself.',
      },
    },
  ),
]

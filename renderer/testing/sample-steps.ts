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
    words: ['Pack an archive', 'Packs all files of a group into one archive, and checks it.'],
    accepts: ['*/*'],
    produces: 'application/zip',
    shape: 'gather',
  }),
  step('file.checksums', {
    words: ['Checksum list', 'Writes a list of checksums, SHA-256 or another.'],
    accepts: ['*/*'],
    produces: 'text/plain',
    shape: 'gather',
  }),
  step(
    'image.compress',
    { words: ['Compress', 'Makes the file smaller while it looks the same.'] },
    {
      likeness: {
        title: 'Likeness',
        type: 'number',
        minimum: 0.8,
        maximum: 0.999,
        default: 0.983,
        description: 'How alike it has to look, up to 1.',
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
        description: 'Of JPEG (82 if left out), WebP (80) and AVIF (55).',
      },
      effort: {
        title: 'Effort',
        type: 'integer',
        minimum: 0,
        maximum: 9,
        description: '0 is fast, 9 makes the smallest files.',
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
        description: 'What shows through where JPEG cannot hold transparency.',
      },
    },
  ),
  step(
    'image.metadata',
    { words: ['Metadata', 'Says what the result keeps of what the picture says about itself.'] },
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
        description: 'All, none, or some of it.',
      },
    },
  ),
  step(
    'image.resize',
    { words: ['Resize', 'Makes a picture smaller, or larger when asked to, as it is seen.'] },
    {
      longest: { ...px, title: 'Longest side', description: 'Sets the longer side; the other follows.' },
      width: { ...px, title: 'Width', description: 'With a height: see fit. Alone, the height follows.' },
      height: { ...px, title: 'Height', description: 'With a width: see fit. Alone, the width follows.' },
      fit: {
        title: 'Fit',
        type: 'string',
        enum: ['inside', 'cover', 'fill'],
        default: 'inside',
        description: 'How it fits where both sides are given.',
      },
      enlarge: {
        title: 'Enlarge',
        type: 'boolean',
        default: false,
        description: 'Also make pictures larger that are smaller.',
      },
    },
  ),
  step('image.upright', { words: ['Turn upright', 'Turns the picture as its orientation tag says.'] }),
  step(
    'image.watermark',
    { words: ['Watermark', 'Lays a text or another picture over every page.'] },
    {
      text: { title: 'Text', type: 'string', description: 'One line.' },
      picture: {
        title: 'Picture',
        type: 'string',
        kind: 'path',
        description: 'The whole path of a picture, best a PNG or SVG.',
      },
      width: { ...percent, title: 'Width', default: 25, description: 'Of the picture’s width.' },
      opacity: { ...percent, title: 'Opacity', default: 60, description: '0 cannot be seen, 100 hides what is below.' },
    },
  ),
  step(
    'secret.encrypt',
    { words: ['Encrypt', 'Encrypts a file with age.'], accepts: ['*/*'] },
    {
      secret: {
        title: 'Passphrase',
        type: 'string',
        kind: 'secret',
        description: 'The name of the secret that opens it again.',
      },
    },
  ),
]

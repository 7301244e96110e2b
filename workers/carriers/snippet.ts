import { basename, extname } from 'node:path'
import { escapeMarkup } from './escape-markup.ts'
import type { Image } from './image.ts'
import { extensionFor, imageFormats } from './image-formats.ts'

/** The part of a web page that shows a picture in whatever size fits; a result like the pictures it names. */
export class Snippet {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

export interface Showing {
  /** Path or address the pictures are below, as a page names it. */
  base: string
  /** How wide the page shows it, as `sizes` of HTML has it. */
  sizes: string
  /** What is on the picture, for who cannot see it. */
  alt: string
}

/** The same picture in several sizes, in one or more formats, of which the last is what every browser reads. */
export function snippetOf(images: readonly Image[], { base, sizes, alt }: Showing): Snippet {
  const formats = [...new Set(images.map(({ encoding }) => encoding.format))]
  const setOf = (format: string): string =>
    images
      .filter(({ encoding }) => encoding.format === format)
      .map((image) => `${base}${addressOf(image)} ${image.width}w`)
      .join(', ')
  const sources = formats
    .slice(0, -1)
    .map((format) => `  <source${attributes({ type: imageFormats[format].type, srcset: setOf(format), sizes })}>\n`)
  const last = formats.at(-1) ?? ''
  const shown = images.filter(({ encoding }) => encoding.format === last).at(-1)
  if (!shown) return new Snippet('')
  const { width, height, labels } = shown
  const style = labels.colour === undefined ? {} : { style: `background: ${labels.colour}` }
  const hash = labels.thumbhash === undefined ? {} : { 'data-thumbhash': labels.thumbhash }
  const img = `  <img${attributes({ src: base + addressOf(shown), srcset: setOf(last), sizes, width, height, alt, loading: 'lazy', decoding: 'async', ...style, ...hash })}>\n`
  return new Snippet(`<picture>\n${sources.join('')}${img}</picture>\n`)
}

/** As the output plan names it with `{stem}{suffix}`. */
export function addressOf({ source, encoding, labels }: Image): string {
  const stem = basename(source.subject, extname(source.subject))
  return encodeURIComponent(
    `${stem.toWellFormed()}${labels.suffix ?? ''}.${extensionFor(encoding.format, source.name)}`,
  )
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`)
    .join('')
}

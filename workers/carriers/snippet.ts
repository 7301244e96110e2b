import { basename, extname } from 'node:path'
import type { Linking } from '../../contract/linking.ts'
import type { WriteContext } from '../family.ts'
import { escapeMarkup } from './escape-markup.ts'
import { Image } from './image.ts'
import { extensionFor, imageFormats } from './image-formats.ts'

export interface Showing {
  /** Path or address of the folder the page stands in, as a page names it. */
  base: string
  /** How wide the page shows it, as `sizes` of HTML has it. */
  sizes: string
  /** What is on the picture, for who cannot see it. */
  alt: string
}

/** The part of a web page that shows a picture in whatever size fits; a result like the pictures that have its mark, which it names. */
export class Snippet {
  readonly mark = Symbol('snippet')
  readonly showing: Showing

  constructor(showing: Showing) {
    this.showing = showing
  }
}

interface Shown {
  image: Image
  path: string
}

/**
 * The pictures as they are written, whatever steps made of them since: the same one in several sizes, in one or more formats, of which the last is what
 * every browser reads. Empty where a step has left none of them.
 */
export function htmlOf({ mark, showing }: Snippet, beside: WriteContext['beside']): Linking {
  const { base, sizes, alt } = showing
  const pictures = beside.flatMap(({ value, path }) =>
    value instanceof Image && value.page === mark ? [{ image: value, path }] : [],
  )
  const formats = [...new Set(pictures.map(({ image }) => image.encoding.format))]
  const ofFormat = (format: string | undefined) => pictures.filter(({ image }) => image.encoding.format === format)
  const setOf = (each: Shown[]): Linking =>
    each.flatMap((one, at) => [(at === 0 ? '' : ', ') + base, linkTo(one), ` ${one.image.width}w`])
  const sources = formats.slice(0, -1).flatMap((format) => {
    const { type } = imageFormats[format]
    return ['  <source', ...attributes({ type, srcset: setOf(ofFormat(format)), sizes }), '>\n']
  })
  const last = ofFormat(formats.at(-1))
  const largest = last.at(-1)
  if (!largest) return []
  const { width, height, labels } = largest.image
  const style = labels.colour === undefined ? {} : { style: `background: ${labels.colour}` }
  const hash = labels.thumbhash === undefined ? {} : { 'data-thumbhash': labels.thumbhash }
  const src = [base, linkTo(largest)]
  const img = { src, srcset: setOf(last), sizes, width, height, alt, loading: 'lazy', decoding: 'async' }
  return ['<picture>\n', ...sources, '  <img', ...attributes({ ...img, ...style, ...hash }), '>\n</picture>\n']
}

/** Called as `{stem}{suffix}` would name it, as long as nobody has named it. */
function linkTo({ image: { source, encoding, labels }, path }: Shown): Linking[number] {
  const stem = basename(source.subject, extname(source.subject))
  return { path, name: `${stem}${labels.suffix ?? ''}.${extensionFor(encoding.format, source.name)}` }
}

function attributes(values: Record<string, string | number | Linking>): Linking {
  return Object.entries(values).flatMap(([name, value]) => [
    ` ${name}="`,
    ...(typeof value === 'object' ? value : [String(value)]).map((piece) =>
      typeof piece === 'string' ? escapeMarkup(piece) : piece,
    ),
    '"',
  ])
}

import { basename, extname } from 'node:path'
import type { Linking } from '../../contract/linking.ts'
import type { Beside, ValueFacts, WriteContext } from '../family.ts'
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
  type: string
  width: number
  /** What stands there is the original, whatever the picture was to be. */
  isOriginal: boolean
}

/**
 * The pictures as they are written, whatever steps made of them since: the same one in several sizes, in one or more formats, of which the last is what
 * every browser reads. Without those that are left out; one whose place the original takes is as that is. Empty where none is left.
 */
export function htmlOf({ mark, showing }: Snippet, beside: WriteContext['beside']): Linking {
  const { base, sizes, alt } = showing
  const pictures = beside.flatMap((one) => shownAs(one, mark))
  const types = typesOf(pictures)
  const setOf = (each: Shown[]): Linking =>
    each.flatMap((one, at) => [(at === 0 ? '' : ', ') + base, linkTo(one), ` ${one.width}w`])
  const sources = types.slice(0, -1).flatMap((type) => {
    return ['  <source', ...attributes({ type, srcset: setOf(ofType(pictures, type)), sizes }), '>\n']
  })
  const last = ofType(pictures, types.at(-1))
  const largest = last.at(-1)
  if (!largest) return []
  const { width, height } = largest.isOriginal ? largest.image.original : largest.image
  const { labels } = largest.image
  const isBare = labels.colour === undefined || isSeenThrough(pictures, labels.thumbhash)
  const style = isBare ? {} : { style: `background: ${labels.colour}` }
  const hash = labels.thumbhash === undefined ? {} : { 'data-thumbhash': labels.thumbhash }
  const src = [base, linkTo(largest)]
  const img = { src, srcset: setOf(last), sizes, width, height, alt, loading: 'lazy', decoding: 'async' }
  return ['<picture>\n', ...sources, '  <img', ...attributes({ ...img, ...style, ...hash }), '>\n</picture>\n']
}

/** Behind such a picture a colour would stay for good. */
function isSeenThrough(pictures: readonly Shown[], thumbhash: ValueFacts[string] | undefined): boolean {
  if (!pictures.some(({ image, isOriginal }) => isOriginal || imageFormats[image.encoding.format].alpha)) return false
  // The first bit of its third byte says so: https://github.com/evanw/thumbhash
  return thumbhash !== undefined && (Buffer.from(String(thumbhash), 'base64')[2] ?? 0) >= 0x80
}

function shownAs({ value, path, givesWayTo }: Beside, mark: symbol): Shown[] {
  if (!(value instanceof Image) || value.page !== mark || givesWayTo === 'nothing') return []
  const isOriginal = givesWayTo === 'original'
  const { width, type } = isOriginal ? value.original : { width: value.width, type: typeOf(value) }
  return [{ image: value, path, type, width, isOriginal }]
}

function typeOf({ encoding }: Image): string {
  return imageFormats[encoding.format].type
}

/** Those asked for come last, in their order: what only originals are in, fewer browsers may know. */
function typesOf(pictures: readonly Shown[]): string[] {
  const asked = new Set(pictures.map(({ image }) => typeOf(image)))
  const shown = new Set(pictures.map(({ type }) => type))
  return [...shown.difference(asked), ...asked.intersection(shown)]
}

/** Of one type, the narrowest first and each width once. */
function ofType(pictures: readonly Shown[], type: string | undefined): Shown[] {
  const widths = new Map<number, Shown>()
  for (const one of pictures) if (one.type === type && !widths.has(one.width)) widths.set(one.width, one)
  return [...widths.values()].toSorted((a, b) => a.width - b.width)
}

/** Called as `{stem}{suffix}` would name it, as long as nobody has named it. */
function linkTo({ image: { source, encoding, labels }, path, isOriginal }: Shown): Linking[number] {
  const ending = extname(source.subject)
  const stem = basename(source.subject, ending)
  const extension = isOriginal ? ending : `.${extensionFor(encoding.format, source.name)}`
  return { path, name: `${stem}${labels.suffix ?? ''}${extension}` }
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

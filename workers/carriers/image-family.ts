import { Fault } from '../../contract/fault.ts'
import { checkSize } from '../check-size.ts'
import type { Family, ReadContext, ValueFacts, Written } from '../family.ts'
import type { Source } from '../source.ts'
import { inMemoryLimitBytes } from '../source-file.ts'
import { writeNew } from '../write-new.ts'
import { checkImage } from './check-image.ts'
import { requireWhole } from './damage.ts'
import { asPng, isForeign } from './foreign-picture.ts'
import { foreignType } from './foreign-type.ts'
import { type Compressed, compressImage } from './compress-image.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import { extensionFor, imageFormats, readableTypes } from './image-formats.ts'
import type { Size } from './image-passes.ts'
import { renderImage, settleImage } from './image-render.ts'
import { type ImageHead, inspectImage } from './inspect-image.ts'
import { requirePixels } from './pixel-limit.ts'
import { Snippet } from './snippet.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { harmlessSvg } from './svg.ts'

/** Pictures of pixels. */
export const imageFamily: Family<Image | Snippet> = {
  read: readImage,
  facts: (value) => (value instanceof Snippet ? snippetFacts : allFacts(value, value.source.pages)),
  isFinished: (value) => value instanceof Snippet,
  settle: async (value) => (value instanceof Snippet ? value : settleImage(value)),
  async write(value, { target, progress }) {
    if (value instanceof Snippet) return writeSnippet(value, target)
    const { data, pages, facts } = await render(value)
    progress(0.9)
    const sizeBytes = await writeNew(target, [data])
    const { format } = value.encoding
    const extension = extensionFor(format, value.source.subject)
    return { type: imageFormats[format].type, extension, sizeBytes, facts: { ...allFacts(value, pages), ...facts } }
  },
  check: (result) => (result.type === 'text/html' ? checkSize(result) : checkImage(result)),
}

/** It stands beside the pictures, under their stem. */
const snippetFacts = { suffix: '' }

async function writeSnippet({ html }: Snippet, target: string): Promise<Written> {
  const sizeBytes = await writeNew(target, [Buffer.from(html)])
  return { type: 'text/html', extension: 'html', sizeBytes, facts: snippetFacts }
}

async function render(image: Image): Promise<Compressed> {
  if (image.compression) return compressImage(image, image.compression)
  return { ...(await renderImage(image)), facts: {} }
}

async function readImage(file: Source, { limits }: ReadContext): Promise<Image> {
  const subject = file.path
  const head = await file.head(sniffBytes)
  const type = sniffImage(head)
  const format = type && readableTypes[type]
  if (!type || !format) throw await foreignType(subject, head)
  const stored = await inputOf(file, type)
  requireWhole({ subject, type, input: stored })
  const { maxPixels } = limits
  const input =
    isForeign(type) && typeof stored !== 'string' ? await asPng({ subject, type, input: stored, maxPixels }) : stored
  const inspected = await inspectImage({ subject, input, type })
  requireSize(inspected, { subject, maxPixels })
  const size = asSeen(inspected)
  const source = { ...inspected, subject, input, type, format, maxPixels }
  return new Image({ ...size, source, ...untouched, encoding: usualEncoding(format) })
}

const untouched = { operations: [], upright: false, keep: [], compression: undefined, labels: {} }

async function inputOf(file: Source, type: string): Promise<Buffer | string> {
  if (type === 'image/svg+xml') return harmlessSvg(file)
  return file.sizeBytes > inMemoryLimitBytes && !isForeign(type) ? file.codecPath : file.bytes()
}

function requireSize(head: ImageHead, { subject, maxPixels }: { subject: string; maxPixels: number }): void {
  const { width, height } = head
  if (width < 1 || height < 1)
    throw new Fault('file-damaged', { subject, why: `It says it is ${width} × ${height} pixels.` })
  requirePixels(head, { subject, maxPixels })
}

/** Orientations 5 to 8 lie on their side. */
function asSeen({ width, height, orientation }: ImageHead): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

function allFacts(image: Image, pages: number): ValueFacts {
  return { ...factsOf(image, pages), ...image.labels }
}

function factsOf({ width, height }: Size, pages: number): ValueFacts {
  const orientation = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  return { width, height, orientation, pages }
}

import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { Fault } from '../../contract/fault.ts'
import { linkedText } from '../../contract/linking.ts'
import type { ReadAt } from '../read-at.ts'
import type { Family, ReadContext, ValueFacts, WriteContext, Written } from '../family.ts'
import type { Source } from '../source.ts'
import { inMemoryLimitBytes } from '../source-file.ts'
import { writeNew } from '../write-new.ts'
import { checkImage } from './check-image.ts'
import { requireWhole } from './damage.ts'
import { factsOfImage } from './facts-of-image.ts'
import { asPng, heldSmall, isForeign } from './foreign-picture.ts'
import { foreignType } from './foreign-type.ts'
import { commentsIn } from './comments.ts'
import { compressImage } from './compress-image.ts'
import { Image } from './image.ts'
import type { ImageSource } from './image-source.ts'
import { extensionFor, imageFormats, readableTypes } from './image-formats.ts'
import { isLossless } from './image-encoding.ts'
import { type Rendered, renderImage } from './image-render.ts'
import { settleImage } from './settle-image.ts'
import { likenessOf, rounded, sampleOf } from './likeness.ts'
import { type ImageHead, inspectImage } from './inspect-image.ts'
import { sketchImage } from './image-sketch.ts'
import { requirePixels } from './pixel-limit.ts'
import { withPlainHead } from './plain-head.ts'
import { requireStill } from './require-still.ts'
import { htmlOf, Snippet } from './snippet.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { harmlessSvg } from './svg.ts'
import { tiffHead } from './tiff-head.ts'

/** Pictures of pixels. */
export const imageFamily: Family<Image | Snippet> = {
  worksLate: true,
  read: readImage,
  facts: (value) => (value instanceof Snippet ? snippetFacts : allFacts(value, value.source.pages)),
  isFinished: (value) => value instanceof Snippet,
  settle: async (value) => (value instanceof Snippet ? value : settleImage(value)),
  async write(value, { target, progress, beside }) {
    if (value instanceof Snippet) return writeSnippet(value, { target, beside })
    const { data, pages, facts } = await render(value)
    progress(0.9)
    const sizeBytes = await writeNew(target, [data])
    const { format } = value.encoding
    const kind = { type: imageFormats[format].type, extension: extensionFor(format, value.source.name) }
    return { ...kind, sizeBytes, facts: { ...allFacts(value, pages), ...facts }, crc32: crc32(data) }
  },
  async sketch(value, context) {
    if (value instanceof Snippet) return writeSnippet(value, context)
    return { ...(await sketchImage(value, context)), facts: allFacts(value, value.source.pages) }
  },
  isPlain: ({ type }) => type === 'text/html',
  checkBytes: checkImage,
}

/** It stands beside the pictures, under their stem. */
const snippetFacts = { suffix: '' }

async function writeSnippet(
  snippet: Snippet,
  { target, beside }: Pick<WriteContext, 'target' | 'beside'>,
): Promise<Written> {
  const linking = htmlOf(snippet, beside)
  const sizeBytes = await writeNew(target, [Buffer.from(linkedText(linking))])
  return { type: 'text/html', extension: 'html', sizeBytes, facts: snippetFacts, linking }
}

async function render(image: Image): Promise<Rendered> {
  if (image.compression) return compressImage(image, image.compression)
  return isScored(image) ? scored(image) : renderImage(image)
}

/** JPEG is scored only when asked to: beside its encoding, looking again is not cheap. */
function isScored({ encoding }: Image): boolean {
  return !isLossless(encoding) && (encoding.score ?? encoding.format !== 'jpeg')
}

async function scored(image: Image): Promise<Rendered> {
  const settled = await settleImage(image)
  const rendered = await renderImage(settled)
  const sample = await sampleOf(settled)
  const similarity = rounded(await likenessOf(rendered.data, { image: settled, sample }))
  return { ...rendered, facts: { ...rendered.facts, similarity } }
}

async function readImage(file: Source, { limits, name, isGathered, sketchPx }: ReadContext): Promise<Image> {
  const subject = file.path
  const beginning = await file.head(sniffBytes)
  const type = sniffImage(beginning)
  const format = type && readableTypes[type]
  if (!type || !format) throw await foreignType(subject, beginning)
  // Of a sketch nothing is kept, and whoever looks at the file as it is sees its first picture.
  if (sketchPx === undefined) await requireStill(file, type)
  const stored = await inputOf(file, { type, isGathered, sketchPx })
  requireWhole({ subject, type, input: stored })
  const { maxPixels } = limits
  const input = await decodable({ subject, type, input: stored, maxPixels }, isGathered)
  const picture = { subject, input, type }
  const head = await (type === 'image/tiff' && sketchPx === undefined ? tiffHead(file, picture) : inspectImage(picture))
  requireSize(head, { subject, maxPixels })
  const comments = sketchPx === undefined ? await commentsIn(type, readerOf(stored, file)) : []
  const known = {
    comments,
    subject,
    name: name || basename(subject),
    input,
    type,
    format,
    maxPixels,
    page: 0,
    sketchPx,
  }
  return Image.of({ exifAsRead: head.exif, ...head, ...known })
}

function readerOf(stored: Buffer | string, file: Source): ReadAt {
  if (typeof stored === 'string') return (at, length) => file.read(at, length)
  return async (at, length) => stored.subarray(at, at + length)
}

/** What the native codec cannot read, or only with a warning, in a form it can. Of many together, each is held no larger than it can come to be seen. */
async function decodable(file: Decoding, isGathered: boolean): Promise<Buffer | string> {
  const { input } = file
  if (file.type === 'image/jpeg' && typeof input !== 'string') return withPlainHead(input)
  if (!isForeign(file.type) || typeof input === 'string') return input
  const png = await asPng({ ...file, input })
  return isGathered ? heldSmall(png) : png
}

type Decoding = Pick<ImageSource, 'subject' | 'type' | 'input' | 'maxPixels'>

type Reading = Pick<ReadContext, 'isGathered' | 'sketchPx'> & { type: string }

/** One of many stays on disk until its turn comes; one that is sketched is kept for the next sketch. */
async function inputOf(file: Source, { type, isGathered, sketchPx }: Reading): Promise<Buffer | string> {
  if (type === 'image/svg+xml') return harmlessSvg(file)
  const isLeft = file.sizeBytes > inMemoryLimitBytes || (isGathered && file.codecPath.isWellFormed())
  if (isLeft && !isForeign(type)) return file.codecPath
  return isForeign(type) || sketchPx !== undefined ? file.bytes() : file.borrowed()
}

function requireSize(head: ImageHead, { subject, maxPixels }: { subject: string; maxPixels: number }): void {
  const { width, height } = head
  if (width < 1 || height < 1)
    throw new Fault('file-damaged', { subject, why: `It says it is ${width} × ${height} pixels.` })
  requirePixels(head, { subject, maxPixels })
}

function allFacts(image: Image, pages: number): ValueFacts {
  return { ...factsOfImage(image, pages), ...image.labels }
}

import { Fault } from '../../contract/fault.ts'
import type { Family, ReadContext, ValueFacts } from '../family.ts'
import { inMemoryLimitBytes, type SourceFile } from '../source-file.ts'
import { writeNew } from '../write-new.ts'
import { checkImage } from './check-image.ts'
import { requireWhole } from './damage.ts'
import { foreignType } from './foreign-type.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import { extensionFor, imageFormats, readableTypes } from './image-formats.ts'
import type { Size } from './image-passes.ts'
import { renderImage, settleImage } from './image-render.ts'
import { type ImageHead, inspectImage } from './inspect-image.ts'
import { requirePixels } from './pixel-limit.ts'
import { sniffBytes, sniffImage } from './sniff-image.ts'
import { harmlessSvg } from './svg.ts'

/** Pictures of pixels. */
export const imageFamily: Family<Image> = {
  read: readImage,
  facts: (image) => factsOf(image, image.source.pages),
  settle: settleImage,
  async write(image, { target, progress }) {
    const { data, pages } = await renderImage(image)
    progress(0.9)
    const sizeBytes = await writeNew(target, [data])
    const { format } = image.encoding
    const extension = extensionFor(format, image.source.subject)
    return { type: imageFormats[format].type, extension, sizeBytes, facts: factsOf(image, pages) }
  },
  check: checkImage,
}

async function readImage(file: SourceFile, { limits }: ReadContext): Promise<Image> {
  const subject = file.path
  const head = await file.head(sniffBytes)
  const type = sniffImage(head)
  const format = type && readableTypes[type]
  if (!type || !format) throw await foreignType(subject, head)
  const input = await inputOf(file, type)
  requireWhole({ subject, type, input })
  const inspected = await inspectImage({ subject, input, type })
  requireSize(inspected, { subject, maxPixels: limits.maxPixels })
  const size = asSeen(inspected)
  const source = { ...inspected, subject, input, type, format, maxPixels: limits.maxPixels }
  return new Image({ ...size, source, operations: [], upright: false, encoding: usualEncoding(format), keep: [] })
}

async function inputOf(file: SourceFile, type: string): Promise<Buffer | string> {
  if (type === 'image/svg+xml') return harmlessSvg(file)
  return file.sizeBytes > inMemoryLimitBytes ? file.codecPath : file.bytes()
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

function factsOf({ width, height }: Size, pages: number): ValueFacts {
  const orientation = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  return { width, height, orientation, pages }
}

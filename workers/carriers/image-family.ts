import { Fault } from '../../contract/fault.ts'
import type { TaskLimits } from '../../contract/task.ts'
import type { Family, ValueFacts } from '../family.ts'
import { inMemoryLimitBytes, type SourceFile } from '../source-file.ts'
import { writeNew } from '../write-new.ts'
import { checkImage } from './check-image.ts'
import { foreignType } from './foreign-type.ts'
import { Image } from './image.ts'
import { usualEncoding } from './image-encoding.ts'
import { imageFormats, readableTypes } from './image-formats.ts'
import type { Size } from './image-passes.ts'
import { renderImage, settleImage } from './image-render.ts'
import { type ImageHead, inspectImage } from './inspect-image.ts'
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
    const { type, extension } = imageFormats[image.encoding.format]
    return { type, extension, sizeBytes, facts: factsOf(image, pages) }
  },
  check: checkImage,
}

async function readImage(file: SourceFile, { limits }: { limits: TaskLimits }): Promise<Image> {
  const subject = file.path
  const head = await file.head(sniffBytes)
  const type = sniffImage(head)
  const format = type && readableTypes[type]
  if (!type || !format) throw await foreignType(subject, head)
  const input = await inputOf(file, type)
  const inspected = await inspectImage({ subject, input, type })
  requirePixels(inspected, { subject, limits })
  const size = asSeen(inspected)
  const source = { ...inspected, subject, input, type, format, maxPixels: limits.maxPixels }
  return new Image({ ...size, source, operations: [], upright: false, encoding: usualEncoding(format), keep: [] })
}

async function inputOf(file: SourceFile, type: string): Promise<Buffer | string> {
  if (file.sizeBytes > inMemoryLimitBytes) return file.codecPath
  const bytes = await file.bytes()
  return type === 'image/svg+xml' ? harmlessSvg(bytes, file.path) : bytes
}

function requirePixels(
  { width, height, pages }: ImageHead,
  { subject, limits }: { subject: string; limits: TaskLimits },
): void {
  if (width < 1 || height < 1)
    throw new Fault('file-damaged', { subject, why: `It says it is ${width} × ${height} pixels.` })
  if (width * height * pages <= limits.maxPixels) return
  const megapixels = (pixels: number): string => `${Math.round(pixels / 1e6).toLocaleString('en')} megapixels`
  const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels${pages > 1 ? ` on ${pages} pages` : ''}`
  const why = `It has ${size}, ${megapixels(width * height * pages)}; the limit is ${megapixels(limits.maxPixels)} (max-pixels).`
  throw new Fault('too-large', { subject, why })
}

/** Orientations 5 to 8 lie on their side. */
function asSeen({ width, height, orientation }: ImageHead): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}

function factsOf({ width, height }: Size, pages: number): ValueFacts {
  const orientation = width === height ? 'square' : width > height ? 'landscape' : 'portrait'
  return { width, height, orientation, pages }
}

import type { Area, ImageOperation, Overlay, Size } from './image-passes.ts'
import { sharp } from './sharp-module.ts'

/** Below, a blur or sharpening cannot be seen. */
const leastSigma = 0.3

export interface ScaledCourse {
  /** How small the source may be made before the first operation. */
  scale: number
  /** The operations in the measure of a source that came out this large. */
  operations: (small: Size) => Promise<ImageOperation[]>
}

/** The same operations on a smaller source, so that the result is about `sidePx` long; nothing is made larger than it would be. */
export function scaledCourse(
  operations: readonly ImageOperation[],
  { full, sidePx }: { full: Size; sidePx: number },
): ScaledCourse {
  const sizes = sizesOf(operations, full)
  const last = sizes.at(-1) ?? full
  let scale = Math.min(1, sidePx / Math.max(last.width, last.height))
  const after: number[] = []
  for (let at = operations.length - 1; at >= 0; at--) {
    after[at] = scale
    const operation = operations[at]
    const before = sizes[at] ?? full
    // Between two sizes only how much smaller matters, and a picture is not asked for finer than it is.
    if (operation?.kind === 'resize')
      scale = Math.min(1, scale * Math.max(operation.width / before.width, operation.height / before.height))
  }
  return {
    scale,
    operations: async (small) => {
      const scaled: ImageOperation[] = []
      let size = small
      for (const [at, operation] of operations.entries()) {
        scaled.push(...(await inMeasure(operation, { size, scale: after[at] ?? 1 })))
        size = scaled.length > 0 ? sizeAfter(scaled.at(-1), size) : size
      }
      return scaled
    },
  }
}

/** How large the picture is before each operation, and at the end. */
function sizesOf(operations: readonly ImageOperation[], full: Size): Size[] {
  const sizes = [full]
  for (const operation of operations) sizes.push(sizeAfter(operation, sizes.at(-1) ?? full))
  return sizes
}

function sizeAfter(operation: ImageOperation | undefined, { width, height }: Size): Size {
  if (operation?.kind === 'crop' || operation?.kind === 'resize')
    return { width: operation.width, height: operation.height }
  if (operation?.kind === 'turn' && operation.quarters % 2 === 1) return { width: height, height: width }
  if (operation?.kind !== 'pad') return { width, height }
  const { left, top, right, bottom } = operation
  return { width: width + left + right, height: height + top + bottom }
}

interface Measure {
  /** Of the small picture, as it is before the operation. */
  size: Size
  scale: number
}

async function inMeasure(operation: ImageOperation, measure: Measure): Promise<ImageOperation[]> {
  const px = (length: number): number => Math.round(length * measure.scale)
  if (operation.kind === 'crop') return [{ kind: 'crop', ...within(operation, measure) }]
  if (operation.kind === 'resize')
    return [{ ...operation, width: Math.max(1, px(operation.width)), height: Math.max(1, px(operation.height)) }]
  if (operation.kind === 'pad') {
    const { left, top, right, bottom } = operation
    return [{ ...operation, left: px(left), top: px(top), right: px(right), bottom: px(bottom) }]
  }
  if (operation.kind === 'blur' || operation.kind === 'sharpen') {
    const sigma = operation.sigma * measure.scale
    return sigma < leastSigma ? [] : [{ ...operation, sigma }]
  }
  if (operation.kind !== 'overlay') return [operation]
  const { picture, ...drawn } = await smaller(operation, measure)
  return [
    {
      kind: 'overlay',
      picture,
      scale: 1,
      ...placed(operation, { ...measure, drawn }),
      pageHeight: measure.size.height,
    },
  ]
}

/** Rounding must not lead over the edge. */
function within({ left, top, width, height }: Area, { size, scale }: Measure): Area {
  const wide = Math.min(size.width, Math.max(1, Math.round(width * scale)))
  const high = Math.min(size.height, Math.max(1, Math.round(height * scale)))
  return {
    left: Math.min(size.width - wide, Math.round(left * scale)),
    top: Math.min(size.height - high, Math.round(top * scale)),
    width: wide,
    height: high,
  }
}

async function smaller(
  { picture, scale: drawnAt }: Overlay,
  { size, scale }: Measure,
): Promise<{ picture: Buffer } & Size> {
  const { width, height } = await sharp(picture).metadata()
  const wide = Math.max(1, Math.min(size.width, Math.round((width * scale) / drawnAt)))
  const high = Math.max(1, Math.min(size.height, Math.round((height * scale) / drawnAt)))
  const made = await sharp(picture)
    .resize({ width: wide, height: high, fit: 'fill' })
    .png({ compressionLevel: 0 })
    .toBuffer()
  return { picture: made, width: wide, height: high }
}

function placed({ left, top }: { left: number; top: number }, { size, scale, drawn }: Measure & { drawn: Size }) {
  return {
    left: Math.max(0, Math.min(size.width - drawn.width, Math.round(left * scale))),
    top: Math.max(0, Math.min(size.height - drawn.height, Math.round(top * scale))),
  }
}

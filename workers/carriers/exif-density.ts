import { viewOf } from '../tiff-entries.ts'
import { blockOf, followed } from './exif-block.ts'
import { exifDirectory, firstDirectory, isLittle } from './exif-directory.ts'

const across = 0x11a
const unit = 0x128
const noUnit = 1
const perCentimetre = 3
const centimetresPerInch = 2.54

/** Pixels to the inch, as tags tell it; undefined where they do not, or it cannot be. */
export function exifDensity(exif: Buffer): number | undefined {
  const block = blockOf(exif)
  return followed(() => {
    const view = viewOf(block)
    const entries = exifDirectory(view, firstDirectory(view))
    const told = entries.find(({ number }) => number === across)
    if (!told) return undefined
    const density = view.getUint32(told.from, isLittle(view)) / view.getUint32(told.from + 4, isLittle(view))
    const counted = entries.find(({ number }) => number === unit)
    const isMetric = counted !== undefined && view.getUint16(counted.from, isLittle(view)) === perCentimetre
    // Some programs say 1 where they know nothing.
    return density > 1 && density < Infinity ? density * (isMetric ? centimetresPerInch : 1) : undefined
  })
}

/** Whether tags tell the shape of pixels only: a number, and that it is of no unit. */
export function tellsShapeOnly(exif: Buffer): boolean {
  const block = blockOf(exif)
  const tells = followed(() => {
    const view = viewOf(block)
    const entries = exifDirectory(view, firstDirectory(view))
    const counted = entries.find(({ number }) => number === unit)
    const isTold = entries.some(({ number }) => number === across)
    return isTold && counted !== undefined && view.getUint16(counted.from, isLittle(view)) === noUnit
  })
  return tells ?? false
}

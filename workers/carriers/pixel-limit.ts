import { Fault } from '../../contract/fault.ts'
import type { Size } from './image-passes.ts'

/** Raises `too-large`, with both numbers, when so many pixels, over all pages, are more than the limit. */
export function requirePixels(
  size: Size & { pages?: number },
  { subject, maxPixels }: { subject: string; maxPixels: number },
): void {
  const { width, height, pages = 1 } = size
  const pixels = width * height * pages
  if (pixels <= maxPixels) return
  const number = (value: number, digits = 1): string => value.toLocaleString('en', { maximumFractionDigits: digits })
  const shape = `${number(width)} × ${number(height)} pixels${pages > 1 ? ` on ${number(pages)} pages` : ''}`
  const megapixels = (value: number): string => number(value / 1e6, value < 1e5 ? 6 : 1)
  const why = `${shape} are ${megapixels(pixels)} megapixels; the limit is ${megapixels(maxPixels)} (limits.maxPixels, in pixels: ${maxPixels}).`
  throw new Fault('too-large', { subject, why })
}

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
  const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 })
  const shape = `${number(width)} × ${number(height)} pixels${pages > 1 ? ` on ${number(pages)} pages` : ''}`
  const why = `${shape} are ${number(pixels / 1e6)} megapixels; the limit is ${number(maxPixels / 1e6)} (limits.maxPixels, in pixels: ${maxPixels}).`
  throw new Fault('too-large', { subject, why })
}

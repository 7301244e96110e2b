import type { Stretch } from '../heif-boxes.ts'

/** Fills with zeros what none of the places in use leads to, in `bytes` itself; whether there was anything. */
export function blankBetween(bytes: Buffer, { from, to }: Stretch, used: Stretch[]): boolean {
  const gaps: Stretch[] = []
  let at = from
  const met = used.filter((one) => one.to > from && one.from < to).toSorted((a, b) => a.from - b.from)
  for (const place of met) {
    gaps.push({ from: at, to: place.from })
    at = Math.max(at, place.to)
  }
  gaps.push({ from: at, to })
  return gaps.filter((gap) => blank(bytes, gap)).length > 0
}

/** Fills a stretch with zeros, in `bytes` itself; whether there was anything but those. */
export function blank(bytes: Buffer, { from, to }: Stretch): boolean {
  const stretch = bytes.subarray(from, Math.max(from, to))
  const wasBlank = stretch.every((byte) => byte === 0)
  if (!wasBlank) stretch.fill(0)
  return !wasBlank
}

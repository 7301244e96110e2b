import type { Format } from '../../texts/format.ts'

/** More than these say no more. */
const ticksMost = 7
/** A day in any language, and the gap to the next. */
const apartPx = 60

/** Which of `count` bars are named where there is so much room: the last, and some before it that are as far apart as one another. */
export function ticksIn(roomPx: number, count: number): number[] {
  const most = Math.min(ticksMost, Math.max(1, Math.floor(roomPx / apartPx)))
  const apart = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: count }, (_, nth) => nth).filter((nth) => (count - 1 - nth) % apart === 0)
}

/** Moments by the clock, to the second where two of them are within one minute. */
export function clocksOf(atMs: readonly number[], { clock, clockSeconds }: Format): string[] {
  const minutes = atMs.map(clock)
  return new Set(minutes).size === atMs.length ? minutes : atMs.map(clockSeconds)
}

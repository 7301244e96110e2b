/** Whole numbers as ranges, both ends included, in order, apart by at least one: a selection of a million files is one pair. */
export type Ranges = readonly (readonly [from: number, to: number])[]

export const noRanges: Ranges = []

export function within(ranges: Ranges, n: number): boolean {
  return ranges.some(([from, to]) => from <= n && n <= to)
}

export function countOf(ranges: Ranges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
}

export function withRange(ranges: Ranges, from: number, to: number): Ranges {
  const [low, high] = from <= to ? [from, to] : [to, from]
  const before = ranges.filter((range) => range[1] < low - 1)
  const after = ranges.filter((range) => range[0] > high + 1)
  const touching = ranges.slice(before.length, ranges.length - after.length)
  const merged = [Math.min(low, touching[0]?.[0] ?? low), Math.max(high, touching.at(-1)?.[1] ?? high)] as const
  return [...before, merged, ...after]
}

export function withoutRange(ranges: Ranges, from: number, to: number): Ranges {
  return ranges.flatMap(([low, high]) => {
    if (high < from || low > to) return [[low, high] as const]
    const left = low < from ? [[low, from - 1] as const] : []
    const right = high > to ? [[to + 1, high] as const] : []
    return [...left, ...right]
  })
}

/** Ranges of numbers in rising order. */
export function rangesOf(numbers: Iterable<number>): Ranges {
  const ranges: [number, number][] = []
  for (const n of numbers) {
    const last = ranges.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else ranges.push([n, n])
  }
  return ranges
}

/** `0-9,12`, as the server reads it. */
export function printRanges(ranges: Ranges): string {
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

/** What the server reads of them, and what of an address goes through any proxy. */
const rangesMost = 1_000
const lettersMost = 7_000

/** Whether they can stand in an address. */
export function fitsAddress(ranges: Ranges): boolean {
  return ranges.length <= rangesMost && encodeURIComponent(printRanges(ranges)).length <= lettersMost
}

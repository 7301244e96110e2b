export const spans = ['week', 'month', 'year'] as const
export type Span = (typeof spans)[number]

const days: Record<Exclude<Span, 'year'>, number> = { week: 7, month: 30 }

/** Where each day or month of a span begins, in local time, oldest first; the last one is when the present one ends. */
export function startsOf(span: Span, nowMs: number): number[] {
  const now = new Date(nowMs)
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (span === 'year') return Array.from({ length: 13 }, (_, nth) => new Date(year, month - 11 + nth, 1).getTime())
  const count = days[span]
  return Array.from({ length: count + 1 }, (_, nth) => new Date(year, month, day - count + 1 + nth).getTime())
}

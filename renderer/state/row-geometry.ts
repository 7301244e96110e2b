/** Where rows of one height lie, some of them opened by an extra part below. Costs nothing for rows: a million are as cheap as ten. */
export interface Geometry {
  count: number
  rowPx: number
  /** Extra height below the row with this index, in rising order of index. */
  extras: readonly (readonly [index: number, px: number])[]
}

/** Browsers stop drawing far below; Firefox first, near 17.9 million. Longer lists are scrolled in proportion. */
export const longestPx = 15_000_000

export function totalPx({ count, rowPx, extras }: Geometry): number {
  return count * rowPx + extras.reduce((sum, [, px]) => sum + px, 0)
}

/** Top of the row with this index. */
export function topOf({ rowPx, extras }: Geometry, index: number): number {
  let top = index * rowPx
  for (const [at, px] of extras) if (at < index) top += px
  return top
}

/** The row at this height; the extra part belongs to the row above it. */
export function indexAt({ count, rowPx, extras }: Geometry, px: number): number {
  let left = px
  let from = 0
  for (const [at, extraPx] of extras) {
    const untilPx = (at - from + 1) * rowPx
    if (left < untilPx) break
    if (left < untilPx + extraPx) return at
    left -= untilPx + extraPx
    from = at + 1
  }
  return Math.max(0, Math.min(count - 1, from + Math.floor(left / rowPx)))
}

/** A view of `viewPx` scrolled to `scrollPx` of a scroll area that may be shorter than the list. */
export interface View {
  scrollPx: number
  viewPx: number
}

/** Height of the scroll area. */
export function areaPx(geometry: Geometry): number {
  return Math.min(longestPx, totalPx(geometry))
}

/** How far down the list the view begins. */
export function offsetOf(geometry: Geometry, { scrollPx, viewPx }: View): number {
  const [total, area] = [totalPx(geometry), areaPx(geometry)]
  if (total === area) return scrollPx
  return (scrollPx * (total - viewPx)) / Math.max(1, area - viewPx)
}

/** The scroll position at which the view begins `offsetPx` down the list. */
export function scrollFor(geometry: Geometry, offsetPx: number, viewPx: number): number {
  const [total, area] = [totalPx(geometry), areaPx(geometry)]
  const bounded = Math.max(0, Math.min(total - viewPx, offsetPx))
  return total === area ? bounded : (bounded * (area - viewPx)) / Math.max(1, total - viewPx)
}

/** The rows in view and `spare` more on both sides; empty as `[0, -1]`. */
export function rowsIn(geometry: Geometry, view: View, spare: number): [from: number, to: number] {
  if (geometry.count === 0) return [0, -1]
  const top = offsetOf(geometry, view)
  const from = indexAt(geometry, top) - spare
  const to = indexAt(geometry, top + view.viewPx) + spare
  return [Math.max(0, from), Math.min(geometry.count - 1, to)]
}

/** How many rows a page goes: all that fit but one, which is seen before and after. */
export function pageRows({ rowPx }: Pick<Geometry, 'rowPx'>, { viewPx }: Pick<View, 'viewPx'>): number {
  return Math.max(1, Math.floor(viewPx / rowPx) - 1)
}

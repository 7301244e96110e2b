import type { JobRow } from '../../contract/row-commands.ts'
import { opensUp } from './opens-up.ts'
import { jobRowOf } from './pending-rows.ts'
import type { Geometry } from './row-geometry.ts'
import { pageRows, type RowPages } from './row-pages.ts'

interface Opened {
  opened: ReadonlySet<number>
  /** As they were measured, by the number of the file. */
  heights: ReadonlyMap<number, number>
  /** Until it has been measured. */
  guessPx: number
}

/** How high what is opened below rows is, of the rows this window holds: those of the engine, and after them files on their way to it. */
export function extraSizes(
  { total, pages, after }: RowPages,
  { opened, heights, guessPx }: Opened,
): Geometry['extras'] {
  if (opened.size === 0) return []
  const sizes: [number, number][] = []
  const add = (row: JobRow, index: number) => {
    if (opensUp(row) && opened.has(row.seq)) sizes.push([index, heights.get(row.seq) ?? guessPx])
  }
  for (const [page, rows] of pages) for (const [nth, row] of rows.entries()) add(row, page * pageRows + nth)
  const taken = (total ?? after.length) - after.length
  for (const [nth, row] of after.entries()) add(jobRowOf(row), taken + nth)
  return sizes.toSorted(([a], [b]) => a - b)
}

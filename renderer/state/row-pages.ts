import type { JobRow } from '../../contract/row-commands.ts'
import { jobRowOf } from './pending-rows.ts'
import type { UploadRow } from './upload-rows.ts'

/** Rows come in pages of this many; no more than so many pages are kept, whatever the length of the list. */
export const pageRows = 100
const pagesMost = 12

/** The part of a list of rows that this window holds. */
export interface RowPages {
  /** Rows of the whole list. Null until the first page came. */
  total: number | null
  pages: ReadonlyMap<number, readonly JobRow[]>
  /** The last rows of the list, which are not the engine's but files on their way to it: all of them are here. */
  after: readonly UploadRow[]
}

export const noPages: RowPages = { total: null, pages: new Map(), after: [] }

export function rowAt({ total, pages, after }: RowPages, index: number): JobRow | undefined {
  const row = pages.get(Math.floor(index / pageRows))?.[index % pageRows]
  if (row || total === null) return row
  const pending = after[index - (total - after.length)]
  return pending && jobRowOf(pending)
}

/** With rows after those of the engine. */
export function withAfter(pages: RowPages, after: RowPages['after']): RowPages {
  if (after.length === 0) return pages
  return { ...pages, total: pages.total === null ? null : pages.total + after.length, after }
}

/** The pages that hold rows `from` to `to`. */
export function pagesFor(from: number, to: number): number[] {
  const first = Math.floor(Math.max(0, from) / pageRows)
  const last = Math.floor(Math.max(0, to) / pageRows)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth)
}

/** With one more page, or a newer one. Rows that are as they were stay the same objects; the pages farthest away make room. */
export function withPage(before: RowPages, page: number, { total, rows }: { total: number; rows: JobRow[] }): RowPages {
  const old = before.pages.get(page) ?? []
  const pages = new Map(before.pages)
  pages.set(
    page,
    rows.map((row, nth) => sameOr(old[nth], row)),
  )
  const far = [...pages.keys()].toSorted((a, b) => Math.abs(b - page) - Math.abs(a - page))
  for (const distant of far.slice(0, Math.max(0, pages.size - pagesMost))) pages.delete(distant)
  for (const key of pages.keys()) if (key * pageRows >= total) pages.delete(key)
  return { total, pages, after: [] }
}

function sameOr(old: JobRow | undefined, row: JobRow): JobRow {
  return old && JSON.stringify(old) === JSON.stringify(row) ? old : row
}

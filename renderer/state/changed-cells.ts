import { alignRows, type RowPair } from './align-rows.ts'

/** Cells of a table in the text form of CSV: quoted cells may hold anything. Nothing that is wrong is refused. */
export function cellsOf(text: string, separator: string): string[][] {
  const sep = separator === '\t' ? '\\t' : separator
  // A cell, quoted or not, and what ends it; the last one may end with the text.
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${sep}\\r\\n]*)(${sep}|\\r?\\n|$)`, 'gy')
  const rows: string[][] = [[]]
  for (const [whole, written = '', end = ''] of text.matchAll(cell)) {
    if (whole === '' && rows.at(-1)?.length === 0) break
    rows.at(-1)?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)
    if (end !== separator) rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

export interface TableRow {
  /** `dropped`: it is not there any more and stands where it was; `added`: it was not there before. */
  kind: 'kept' | 'dropped' | 'added'
  /** Its number before, from 1; of one that was added, null. */
  nth: number | null
  cells: Cell[]
}

export interface Cell {
  text: string
  change: 'same' | 'changed' | 'new'
  /** What stood there before, of a changed one. */
  was: string
}

export interface TableChange {
  head: { text: string; isNew: boolean }[]
  rows: TableRow[]
  changed: number
  dropped: number
}

/** The beginning of a table. */
export interface TableText {
  cells: string[][]
  /** There is more of it than is known here. */
  isCut: boolean
}

/** What has become of a table: rows that are alike are the same row, columns of the same name the same column. */
export function changedCells(before: TableText, after: TableText): TableChange {
  const [oldHead = [], ...oldRows] = wholeRows(before)
  const [head = [], ...rows] = wholeRows(after)
  const from = head.map((name) => oldHead.indexOf(name))
  const alike = (old: number, now: number) => alikeness(oldRows[old] ?? [], { row: rows[now] ?? [], from })
  const pairs = alignRows({ before: oldRows.length, after: rows.length }, alike)
  const last = pairs.findLastIndex((pair) => pair.before >= 0 && pair.after >= 0)
  // What becomes of the last rows of a cut table is not known.
  const isWhole = [before, after].every(({ cells, isCut }) => !isCut && cells.length <= rowsMost)
  const isKnown = (nth: number) => nth <= last || isWhole
  const compared = pairs.filter((_, nth) => isKnown(nth)).map((pair) => rowOf(pair, { oldRows, rows, from }))
  const changes = compared.flatMap(({ kind, cells }) => (kind === 'kept' ? cells : []))
  return {
    head: head.map((text, column) => ({ text, isNew: (from[column] ?? -1) < 0 })),
    rows: compared,
    changed: changes.filter(({ change }) => change === 'changed').length,
    dropped: compared.filter(({ kind }) => kind === 'dropped').length,
  }
}

/** Without the row in which it was cut. */
function wholeRows({ cells, isCut }: TableText): string[][] {
  return (isCut ? cells.slice(0, -1) : cells).slice(0, rowsMost)
}

/** More are not compared. */
const rowsMost = 400

interface Columns {
  row: readonly string[]
  /** Where each column stood before; −1 for a new one. */
  from: readonly number[]
}

function alikeness(old: readonly string[], { row, from }: Columns): number {
  const shared = from.filter((at) => at >= 0).length
  const same = row.filter((text, column) => old[from[column] ?? -1] === text).length
  return shared === 0 ? 0 : same / shared
}

function rowOf(
  { before, after }: RowPair,
  { oldRows, rows, from }: { oldRows: string[][]; rows: string[][]; from: readonly number[] },
): TableRow {
  const old = oldRows[before] ?? []
  const nth = before < 0 ? null : before + 1
  if (after < 0)
    return { kind: 'dropped', nth, cells: from.map((at) => ({ text: old[at] ?? '', change: 'same', was: '' })) }
  const cells = (rows[after] ?? []).map((text, column): Cell => {
    const at = from[column] ?? -1
    const was = old[at] ?? ''
    if (at < 0) return { text, change: 'new', was: '' }
    return { text, change: before < 0 || was === text ? 'same' : 'changed', was }
  })
  return { kind: before < 0 ? 'added' : 'kept', nth, cells }
}

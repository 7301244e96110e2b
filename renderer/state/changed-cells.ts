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
  /** Rows keep their place: the n-th of before is compared with the n-th of after. */
  cells: { text: string; change: 'same' | 'changed' | 'new' }[]
}

export interface TableChange {
  head: { text: string; isNew: boolean }[]
  rows: TableRow[]
  changed: number
  /** Rows that are not there any more. */
  dropped: number
}

/** What has become of a table, column by column of the same name. */
export function changedCells(before: string[][], after: string[][]): TableChange {
  const [oldHead = [], ...oldRows] = before
  const [head = [], ...rows] = after
  const from = head.map((name) => oldHead.indexOf(name))
  let changed = 0
  const compared = rows.map((row, nth) => ({
    cells: row.map((text, column) => {
      const at = from[column] ?? -1
      const change = at < 0 ? ('new' as const) : oldRows[nth]?.[at] === text ? ('same' as const) : ('changed' as const)
      if (change === 'changed') changed++
      return { text, change }
    }),
  }))
  return {
    head: head.map((text, column) => ({ text, isNew: (from[column] ?? -1) < 0 })),
    rows: compared,
    changed,
    dropped: Math.max(0, oldRows.length - rows.length),
  }
}

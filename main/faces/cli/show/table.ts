import { largest } from '../../../../contract/largest.ts'
import { padText, textWidth } from './text-width.ts'

/** Rows as aligned columns, two spaces apart; columns whose index is in `right` end together. What comes in has been escaped. */
export function tableLines(rows: string[][], { right = [] }: { right?: number[] } = {}): string[] {
  const columns = Math.max(0, largest(rows.map((row) => row.length)))
  const widths = Array.from({ length: columns }, (_, at) => largest(rows.map((row) => textWidth(row[at] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, at) => (right.includes(at) ? padBefore : padText)(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

function padBefore(cell: string, width: number): string {
  return ' '.repeat(width - textWidth(cell)) + cell
}

import { largest } from '../../../../contract/largest.ts'
import { tableLines } from './table.ts'
import type { Terminal } from './terminal.ts'
import { textWidth } from './text-width.ts'

/** Narrower than this, a folded column is harder to read than a long line. */
const leastRoom = 24

/**
 * As `tableLines`; on a terminal a person looks at, the last column goes on below itself, between words, where it is longer than there is room. A pipe and a
 * file get each row as one line.
 */
export function foldedTableLines(rows: string[][], { live, columns }: Pick<Terminal, 'live' | 'columns'>): string[] {
  const lines = tableLines(rows)
  const lasts = rows.map((row) => row.at(-1)?.trimEnd() ?? '')
  const start = Math.max(0, largest(lines.map((line, at) => textWidth(line) - textWidth(lasts[at] ?? ''))))
  const room = columns - start
  if (!live || room < leastRoom) return lines
  const indent = ' '.repeat(start)
  return lines.flatMap((line, at) => {
    const last = lasts[at] ?? ''
    if (last === '') return [line]
    const [first = '', ...others] = folded(last, room)
    return [line.slice(0, line.length - last.length) + first, ...others.map((other) => indent + other)]
  })
}

/** A word that is wider than the room has a line of its own. */
function folded(text: string, room: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && textWidth(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

import { stripVTControlCharacters } from 'node:util'
import type { Terminal } from './terminal.ts'
import { textWidth } from './text-width.ts'

/** Lines must not wrap while they are painted, whatever a terminal thinks of the width of a character. */
const wrapOff = '\u001b[?7l'
const wrapOn = '\u001b[?7h'

/** A block of lines at the bottom of a terminal that is painted over again and again, with lasting lines scrolling by above it. */
export class Painter implements Disposable {
  readonly #terminal: Terminal
  #painted: string[] = []
  #paintedColumns = 0

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** In one write, so that no half-painted block is ever seen; nothing is written when nothing has changed. */
  paint(lines: string[]): void {
    const { columns } = this.#terminal
    if (columns === this.#paintedColumns && lines.join('\n') === this.#painted.join('\n')) return
    this.#paintedColumns = columns
    this.#terminal.write(`${this.#erase()}${wrapOff}${lines.join('\n')}${wrapOn}`)
    this.#painted = lines
  }

  /** Puts a line above the block that stays. */
  print(line: string): void {
    const block = this.#painted
    this.#terminal.write(`${this.#erase()}${line}\n${wrapOff}${block.join('\n')}${wrapOn}`)
    this.#painted = block
  }

  [Symbol.dispose](): void {
    if (this.#painted.length > 0) this.#terminal.write(this.#erase())
    this.#painted = []
  }

  /** What takes the cursor from the end of the block back to its first row, and clears all below. A terminal made narrower has folded lines into several rows. */
  #erase(): string {
    if (this.#painted.length === 0) return ''
    const { columns } = this.#terminal
    const rowsOf = (line: string) => Math.max(1, Math.ceil(textWidth(stripVTControlCharacters(line)) / columns))
    const up = this.#painted.reduce((rows, line) => rows + rowsOf(line), -1)
    return `\r${up > 0 ? `\u001b[${up}A` : ''}\u001b[J`
  }
}

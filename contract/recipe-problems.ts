import { LineCounter } from 'yaml'
import type { RecipeProblem } from './recipe.ts'

/** Collects everything wrong with one text. Places are offsets into it. */
export class RecipeProblems {
  readonly #lines = new LineCounter()
  readonly #found = new Map<string, RecipeProblem>()

  constructor(text: string) {
    for (let at = 0; ; at++) {
      this.#lines.addNewLine(at)
      at = text.indexOf('\n', at)
      if (at < 0) return
    }
  }

  add(at: number, { field, message }: { field: string; message: string }): void {
    const { line, col: column } = this.#lines.linePos(at)
    // Two brackets that are not closed are one mistake to who reads it.
    const key = JSON.stringify({ line, field, message })
    const before = this.#found.get(key)
    if (!before || column < before.column) this.#found.set(key, { line, column, field, message })
  }

  /** In the order of the text, each once a line. */
  sorted(): RecipeProblem[] {
    return [...this.#found.values()].sort((a, b) => a.line - b.line || a.column - b.column)
  }

  get any(): boolean {
    return this.#found.size > 0
  }
}

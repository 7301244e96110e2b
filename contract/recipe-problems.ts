import type { LineCounter } from 'yaml'
import type { RecipeProblem } from './recipe.ts'

/** Collects everything wrong with one text. Places are offsets into it. */
export class RecipeProblems {
  readonly #lines: LineCounter
  readonly #found = new Map<string, RecipeProblem>()

  constructor(lines: LineCounter) {
    this.#lines = lines
  }

  add(at: number, { field, message }: { field: string; message: string }): void {
    const { line, col: column } = this.#lines.linePos(at)
    // An empty text has no lines to count.
    const problem = { line: Math.max(1, line), column: Math.max(1, column), field, message }
    this.#found.set(JSON.stringify(problem), problem)
  }

  /** In the order of the text, each once. */
  sorted(): RecipeProblem[] {
    return [...this.#found.values()].sort((a, b) => a.line - b.line || a.column - b.column)
  }

  get any(): boolean {
    return this.#found.size > 0
  }
}

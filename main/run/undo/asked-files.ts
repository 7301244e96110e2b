import type { Undoable } from '../../journal/undo/undoable.ts'

/** What an undo is asked for by name, sources or results; no name at all means everything. */
export class AskedFiles {
  readonly #names: ReadonlySet<string>
  readonly #unmet: Set<string>

  constructor(names: readonly string[]) {
    this.#names = new Set(names)
    this.#unmet = new Set(names)
  }

  /** Whether any file of the job is asked for; those that are have been met from now on. */
  meet({ source, members, outputs }: Undoable): boolean {
    if (this.#names.size === 0) return true
    const asked = [source, ...members, ...outputs.map(({ path }) => path)].filter((path) => this.#names.has(path))
    for (const path of asked) this.#unmet.delete(path)
    return asked.length > 0
  }

  /** Names of which no job was met. */
  get unmet(): Iterable<string> {
    return this.#unmet
  }
}

import type { Sighting } from '../../io/looking/survey.ts'

type Ask = (files: Sighting[]) => Promise<string[]>

/** What the engine is asked about files just met. An answer that comes late says nothing about what was taken by hand meanwhile. */
export class Questions {
  readonly #ask: Ask
  /** Of each question on its way: the paths somebody has taken since. */
  readonly #taken = new Set<Set<string>>()

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async newAmong(files: Sighting[]): Promise<Sighting[]> {
    if (files.length === 0) return []
    const taken = new Set<string>()
    this.#taken.add(taken)
    try {
      const fresh = new Set(await this.#ask(files))
      return files.filter(({ path }) => fresh.has(path) && !taken.has(path))
    } finally {
      this.#taken.delete(taken)
    }
  }

  takenByHand(path: string): void {
    for (const taken of this.#taken) taken.add(path)
  }
}

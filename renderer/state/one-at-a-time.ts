/** Begins nothing that is under way already: the second press of a double-click asks for what the first one does. */
export class OneAtATime {
  readonly #underWay = new Set<string>()

  /** What the work came to; null, and nothing is done, while work of the same key is under way. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T | null> {
    if (this.#underWay.has(key)) return null
    this.#underWay.add(key)
    try {
      return await work()
    } finally {
      this.#underWay.delete(key)
    }
  }
}

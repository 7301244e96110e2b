/** Runs calls one after the other, in the order they were added: each starts when the one before has settled. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(() => fn())
    this.#last = done.catch(() => {})
    return done
  }

  /** Resolves when all calls added so far have settled. */
  async idle(): Promise<void> {
    await this.#last
  }
}

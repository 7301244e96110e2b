/** Calls one after the other, in the order they are asked for: each begins when the one before has ended, however it did. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(fn: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(() => fn())
    this.#last = done.catch(() => {})
    return done
  }

  /** Resolves when all that was asked for before has ended. */
  async idle(): Promise<void> {
    await this.#last
  }
}

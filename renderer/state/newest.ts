/** Of questions that follow each other only the newest counts: it gives up the one before, whose answer is not told any more. */
export class Newest {
  #asking = new AbortController()

  /** `told` hears the answer, unless something newer was asked meanwhile or it was forgotten. Never rejects: what failed is told to nobody. */
  async ask<T>(question: (options: { signal: AbortSignal }) => Promise<T>, told: (answer: T) => void): Promise<void> {
    this.forget()
    const { signal } = this.#asking
    const answer = await question({ signal }).then(
      (value) => ({ value }),
      () => null,
    )
    if (answer && !signal.aborted) told(answer.value)
  }

  /** A person went on to something else. */
  forget(): void {
    this.#asking.abort()
    this.#asking = new AbortController()
  }
}

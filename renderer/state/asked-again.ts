interface Told<T> {
  asking: () => void
  /** `version`: what it was asked about. */
  answered: (value: T, version: string) => void
  failed: (error: unknown) => void
}

/**
 * One question, asked again when what it is about moved on. One at a time: who moves on faster than answers come gets each answer, and one more
 * after the last move. Dispose to stop; nothing is told after.
 */
export class AskedAgain<T> implements Disposable {
  readonly #ask: (options: { signal: AbortSignal }) => Promise<T>
  readonly #told: Told<T>
  readonly #ending = new AbortController()
  #version: string | undefined
  #isAsking = false

  constructor(ask: (options: { signal: AbortSignal }) => Promise<T>, told: Told<T>) {
    this.#ask = ask
    this.#told = told
  }

  /** Asks, unless it was asked about this version already. */
  about(version: string): void {
    if (version === this.#version) return
    this.#version = version
    if (!this.#isAsking) void this.#askUntilNewest()
  }

  [Symbol.dispose](): void {
    this.#ending.abort()
  }

  async #askUntilNewest(): Promise<void> {
    const { signal } = this.#ending
    this.#isAsking = true
    for (let asked: string | undefined; asked !== this.#version && !signal.aborted; ) {
      const version = (asked = this.#version ?? '')
      this.#told.asking()
      await this.#ask({ signal }).then(
        (value) => signal.aborted || this.#told.answered(value, version),
        (error: unknown) => signal.aborted || this.#told.failed(error),
      )
    }
    this.#isAsking = false
  }
}

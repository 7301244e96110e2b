import type { Timer } from './timer.ts'

/** How long a line may be quiet before it is asked for a sign of life, and how long that may take. */
const askEveryMs = 20_000
const answerMs = 15_000

export interface WatchedLine {
  timer: Timer
  /** Any answer is a sign of life, a fault as well. */
  ask(options: { signal: AbortSignal }): Promise<unknown>
  /** Told once. */
  dead(): void
}

/**
 * Asks over a line that is open whether there is still somebody at its end, until disposed. A computer that loses its power, or a cable that is
 * pulled, closes no socket: without this the page would show for minutes what it heard last.
 */
export class LineWatch implements Disposable {
  readonly #line: WatchedLine
  readonly #ending = new AbortController()
  #next: Disposable | undefined

  constructor(line: WatchedLine) {
    this.#line = line
    this.#rest()
  }

  [Symbol.dispose](): void {
    this.#ending.abort()
    this.#next?.[Symbol.dispose]()
  }

  #rest(): void {
    this.#next = this.#line.timer.after(askEveryMs, () => void this.#ask())
  }

  async #ask(): Promise<void> {
    const late = new AbortController()
    this.#next = this.#line.timer.after(answerMs, () => late.abort())
    const signal = AbortSignal.any([late.signal, this.#ending.signal])
    await this.#line.ask({ signal }).catch(() => {})
    this.#next[Symbol.dispose]()
    if (this.#ending.signal.aborted) return
    if (late.signal.aborted) this.#line.dead()
    else this.#rest()
  }
}

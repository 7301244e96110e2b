import type { Clock } from './clock.ts'

/** Nothing moved for too long. */
export class StallError extends Error {
  readonly stallMs: number

  constructor(stallMs: number) {
    super(`There was no progress for ${stallMs} ms.`)
    this.name = 'StallError'
    this.stallMs = stallMs
  }
}

/**
 * Aborts `signal`, with a `StallError`, once `stallMs` have passed without a kick. Kicking costs one reading of the clock, so every
 * chunk can do it. Disposing stops the timer; the signal then never aborts.
 */
export class StallTimer implements Disposable {
  readonly #controller = new AbortController()
  readonly #stallMs: number
  readonly #clock: Clock
  #kickedMs: number
  #timer: Disposable

  constructor({ stallMs, clock }: { stallMs: number; clock: Clock }) {
    this.#stallMs = stallMs
    this.#clock = clock
    this.#kickedMs = clock.monotonicMs()
    this.#timer = clock.after(stallMs, () => this.#look())
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Something moved. */
  kick(): void {
    this.#kickedMs = this.#clock.monotonicMs()
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]()
  }

  #look(): void {
    const leftMs = this.#kickedMs + this.#stallMs - this.#clock.monotonicMs()
    if (leftMs > 0) this.#timer = this.#clock.after(leftMs, () => this.#look())
    else this.#controller.abort(new StallError(this.#stallMs))
  }
}

import type { Clock } from '../../async/clock.ts'

/** Rings once, at the earliest of the times it was set to. */
export class Alarm implements Disposable {
  readonly #clock: Clock
  readonly #ring: () => void
  #timer: Disposable | undefined
  #atMs = Number.POSITIVE_INFINITY

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock
    this.#ring = ring
  }

  /** Monotonic; infinity for never. The ring is at least `restMs` from now. */
  set(atMs: number, { restMs }: { restMs: number }): void {
    if (atMs >= this.#atMs || atMs === Number.POSITIVE_INFINITY) return
    this.#timer?.[Symbol.dispose]()
    this.#atMs = atMs
    const waitMs = Math.ceil(atMs - this.#clock.monotonicMs())
    this.#timer = this.#clock.after(Math.max(waitMs, restMs), () => {
      this.#atMs = Number.POSITIVE_INFINITY
      this.#ring()
    })
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]()
  }
}

import type { Clock } from './clock.ts'

/** Sums the time between its starts and its stops. Starting it while it runs, or stopping it while it does not, changes nothing. */
export class Stopwatch {
  readonly #clock: Clock
  #sinceMs: number | null = null
  #stoppedMs = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  start(): void {
    this.#sinceMs ??= this.#clock.monotonicMs()
  }

  stop(): void {
    this.#stoppedMs = this.ms
    this.#sinceMs = null
  }

  /** Up to now. */
  get ms(): number {
    return this.#stoppedMs + (this.#sinceMs === null ? 0 : this.#clock.monotonicMs() - this.#sinceMs)
  }
}

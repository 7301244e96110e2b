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

/** How often it is looked, in one stall time. What a look comes too late by does not count: nobody was awake, or everybody was short of time. */
const looks = 10
/** No two looks are closer, though less time may be left: of that only a part may count. */
const leastLook = 1 / 100
/** Who has had less than this share of a core is taken to wait for something, and not for a core. */
const leastShare = 1 / 20

interface StallOptions {
  stallMs: number
  clock: Clock
  /** Processor time used so far by whoever is watched; null where nobody can tell. Asked at each look. */
  workedMs?: () => number | null
  /** The same before the start, where it is known; else it is asked. */
  workedBeforeMs?: number | undefined
}

/**
 * Aborts `signal`, with a `StallError`, once `stallMs` have passed without a kick. Time in which this program slept or was held up does not count, and
 * of the time of somebody who is short of cores counts what he had of them. Kicking costs one reading of the clock, so every chunk can do it.
 * Disposing stops the timer; the signal then never aborts.
 */
export class StallTimer implements Disposable {
  readonly #controller = new AbortController()
  readonly #options: StallOptions
  /** What counts of the time since the last kick, up to `#fromMs`. */
  #stalledMs = 0
  #fromMs: number
  #workedMs: number | null
  #timer: Disposable

  constructor(options: StallOptions) {
    this.#options = options
    this.#fromMs = options.clock.monotonicMs()
    this.#workedMs = options.workedBeforeMs ?? this.#askWorked()
    this.#timer = this.#lookLater()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Something moved. */
  kick(): void {
    this.#stalledMs = 0
    this.#fromMs = this.#options.clock.monotonicMs()
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]()
  }

  #lookLater(): Disposable {
    const { stallMs, clock } = this.#options
    const waitMs = Math.min(stallMs / looks, Math.max(stallMs * leastLook, stallMs - this.#stalledMs))
    const dueMs = clock.monotonicMs() + waitMs
    return clock.after(waitMs, () => this.#look(dueMs))
  }

  #look(dueMs: number): void {
    const { stallMs, clock } = this.#options
    this.#stalledMs += this.#counted(Math.max(0, dueMs - this.#fromMs))
    this.#fromMs = clock.monotonicMs()
    if (this.#stalledMs >= stallMs) this.#controller.abort(new StallError(stallMs))
    else this.#timer = this.#lookLater()
  }

  #counted(passedMs: number): number {
    const before = this.#workedMs
    this.#workedMs = this.#askWorked()
    if (before === null || this.#workedMs === null) return passedMs
    const workedMs = this.#workedMs - before
    return workedMs < passedMs * leastShare ? passedMs : Math.min(passedMs, workedMs)
  }

  #askWorked(): number | null {
    return this.#options.workedMs?.() ?? null
  }
}

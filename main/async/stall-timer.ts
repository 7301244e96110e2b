import type { Clock } from './clock.ts'

/** There was no progress for too long. */
export class StallError extends Error {
  readonly stallMs: number

  constructor(stallMs: number) {
    super(`There was no progress for ${stallMs} ms.`)
    this.name = 'StallError'
    this.stallMs = stallMs
  }
}

/** How many checks there are in one stall time. The time by which a check is late does not count: the machine slept or was overloaded. */
const looks = 10
/** The shortest time between two checks, as a part of the stall time, even when less time is left: only a part of that may count. */
const leastLook = 1 / 100
/** Below this share of a core, the watched work is taken to wait for something else than a core. */
const leastShare = 1 / 20

interface StallOptions {
  stallMs: number
  clock: Clock
  /** Processor time the watched work has used so far; null if unknown. Called at each check. */
  workedMs?: () => number | null
  /** The same at the start, if the caller knows it already. */
  workedBeforeMs?: number | undefined
}

/**
 * Aborts `signal`, with a `StallError`, once `stallMs` have passed without a kick. Time in which this program slept or was held up does not count. For
 * work that is short of cores, only the processor time it got counts. A kick costs one reading of the clock, so every chunk can do it.
 * Disposing stops the timer; the signal then never aborts.
 */
export class StallTimer implements Disposable {
  readonly #controller = new AbortController()
  readonly #options: StallOptions
  /** How much of the time since the last kick counts, up to `#fromMs`. */
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

  /** Reports progress. */
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

import { type Clock, sleepOn } from './clock.ts'
import { Release } from './release.ts'

interface Timer {
  dueMs: number
  fn: () => void
}

/** A clock that stands still until told to advance, with the same random numbers every time. For tests. */
export class VirtualClock implements Clock {
  readonly #timers = new Set<Timer>()
  #monotonicMs = 0
  #epochMs: number
  #dice: number

  constructor({ epochMs = Date.UTC(2026, 0, 1), seed = 1 }: { epochMs?: number; seed?: number } = {}) {
    this.#epochMs = epochMs
    this.#dice = seed
  }

  /** Timers not yet due, so that tests can check that none is left behind. */
  get pendingTimers(): number {
    return this.#timers.size
  }

  nowMs(): number {
    return this.#epochMs + this.#monotonicMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  /** mulberry32, https://github.com/cprosche/mulberry32 */
  random(): number {
    this.#dice = (this.#dice + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#dice ^ (this.#dice >>> 15), 1 | this.#dice)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  sleep(ms: number, { signal }: { signal: AbortSignal }): Promise<void> {
    return sleepOn(this, ms, signal)
  }

  after(ms: number, fn: () => void): Disposable {
    const timer = { dueMs: this.#monotonicMs + Math.max(0, ms), fn }
    this.#timers.add(timer)
    return new Release(() => void this.#timers.delete(timer))
  }

  /**
   * Lets `ms` pass: calls the timers that fall due, by due time and then in the order they were set. Before, between and after the calls
   * everything runs that needs no time to pass, so `advance(0)` just lets things settle. One call at a time.
   */
  async advance(ms: number): Promise<void> {
    const endMs = this.#monotonicMs + ms
    await settled()
    for (let timer = this.#due(endMs); timer; timer = this.#due(endMs)) {
      this.#timers.delete(timer)
      this.#monotonicMs = Math.max(this.#monotonicMs, timer.dueMs)
      timer.fn()
      await settled()
    }
    this.#monotonicMs = endMs
  }

  /** Lets `ms` pass while nothing runs, as when the computer sleeps: timers that fell due meanwhile are called at the end. */
  async oversleep(ms: number): Promise<void> {
    this.#monotonicMs += ms
    await this.advance(0)
  }

  /** Sets the wall clock forward or back, as a person or a time server does. No timer falls due by it. */
  jumpWallClock(ms: number): void {
    this.#epochMs += ms
  }

  #due(endMs: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.dueMs <= endMs && (!first || timer.dueMs < first.dueMs)) first = timer
    }
    return first
  }
}

/** Immediates run once every promise callback that could run has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

import type { Clock } from '../../async/clock.ts'
import type { Job } from '../job.ts'
import { Release } from '../../async/release.ts'

/**
 * A finished job waits for others as long as it took itself: to whoever waits for it that is no more than twice as long, and of photos, which end every
 * few hundredths of a second, several are flushed, noted and named at the price of one.
 */
const leastMs = 5
const mostMs = 150

/** Whose company finished jobs of a batch may wait for: those that are being made. */
export class Company {
  readonly #clock: Clock
  readonly #onNone: () => void
  #coming = 0

  /** `onNone`: told when nobody more is to be waited for. */
  constructor(clock: Clock, onNone: () => void) {
    this.#clock = clock
    this.#onNone = onNone
  }

  /** Somebody is coming, until this is disposed of. */
  expect(): Disposable {
    let isComing = true
    this.#coming += 1
    return new Release(() => {
      if (!isComing) return
      isComing = false
      this.#coming -= 1
      if (this.#coming === 0) this.#onNone()
    })
  }

  /** How long a job waits that is finished now. */
  waitMsOf({ startedMs }: Pick<Job, 'startedMs'>): number {
    return Math.min(Math.max(leastMs, this.#clock.monotonicMs() - startedMs), mostMs)
  }
}

import { setTimeout } from 'node:timers/promises'
import { errnoOf } from '../errno.ts'

/** Errors by which Windows says that a file is open elsewhere; the last two may also mean what they say. */
const held = new Set(['EBUSY', 'EPERM', 'EACCES'])
const firstPauseMs = 10
const longestPauseMs = 200
/** As long as all files of a call together are waited for. */
const longMs = 10_000
/** As long as one file is waited for, where no others are with it. */
const brieflyMs = 1_000
const never = new Int32Array(new SharedArrayBuffer(4))

/**
 * Waits for files that other programs have open: on Windows nobody can rename or remove those, and a virus scanner or an indexer opens most new
 * files, for less than a second as a rule. All that share a patience wait `totalMs` together at most. Elsewhere nothing is waited for.
 */
export class Patience {
  readonly #isNeeded: boolean
  #leftMs: number

  constructor({ totalMs, platform = process.platform }: { totalMs: number; platform?: NodeJS.Platform }) {
    this.#isNeeded = platform === 'win32'
    this.#leftMs = totalMs
  }

  /** For all files of a call. */
  static long(): Patience {
    return new Patience({ totalMs: longMs })
  }

  /** For one file. */
  static brief(): Patience {
    return new Patience({ totalMs: brieflyMs })
  }

  /** Calls `act` until it meets no held file or patience is at an end; then throws its last error. Other errors are thrown at once. This thread waits. */
  through<T>(act: () => T): T {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return act()
      } catch (error) {
        Atomics.wait(never, 0, 0, this.#pauseAfter(error, pauseMs))
      }
    }
  }

  /** The same for a thread that must not wait. */
  async throughSoon<T>(act: () => Promise<T>): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await act()
      } catch (error) {
        await setTimeout(this.#pauseAfter(error, pauseMs))
      }
    }
  }

  /** How long to wait; throws the error where that would be no use. */
  #pauseAfter(error: unknown, wantedMs: number): number {
    if (!this.#isNeeded || !held.has(errnoOf(error)) || this.#leftMs <= 0) throw error
    const pauseMs = Math.min(wantedMs, this.#leftMs)
    this.#leftMs -= pauseMs
    return pauseMs
  }
}

import { errnoOf } from './errno.ts'

/** Errors by which Windows says that a file is open elsewhere; the last two may also mean what they say. */
const held = new Set(['EBUSY', 'EPERM', 'EACCES'])
const firstPauseMs = 10
const longestPauseMs = 200
const never = new Int32Array(new SharedArrayBuffer(4))

/**
 * Waits for files that other programs have open: on Windows nobody can rename or remove those, and a virus scanner or an indexer opens most new
 * files, for less than a second as a rule. All that share a patience wait `totalMs` together at most, in this thread. Elsewhere nothing is waited for.
 */
export class Patience {
  readonly #isNeeded: boolean
  #leftMs: number

  constructor({ totalMs, platform = process.platform }: { totalMs: number; platform?: NodeJS.Platform }) {
    this.#isNeeded = platform === 'win32'
    this.#leftMs = totalMs
  }

  /** Calls `act` until it meets no held file or patience is at an end; then throws its last error. Other errors are thrown at once. */
  through<T>(act: () => T): T {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return act()
      } catch (error) {
        if (!this.#isNeeded || !held.has(errnoOf(error)) || this.#leftMs <= 0) throw error
        this.#pause(Math.min(pauseMs, this.#leftMs))
      }
    }
  }

  #pause(pauseMs: number): void {
    Atomics.wait(never, 0, 0, pauseMs)
    this.#leftMs -= pauseMs
  }
}

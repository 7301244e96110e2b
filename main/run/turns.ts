import { waitFor } from '../async/wait-for.ts'
import type { Job } from './job.ts'
import type { LastFiles } from './last-files.ts'
import type { Tally } from './recording/tally.ts'

/** Who may begin: everybody, or, while the batch is paused, only who has begun already. */
export class Turns {
  readonly #tally: Tally
  readonly #stopTaking: AbortSignal
  readonly #last: LastFiles
  #isPaused = false
  #open = Promise.withResolvers<void>()

  /** Once `stopTaking` aborts nobody begins any more. */
  constructor(tally: Tally, { stopTaking, last }: { stopTaking: AbortSignal; last: LastFiles }) {
    this.#tally = tally
    this.#stopTaking = stopTaking
    this.#last = last
    this.#open.resolve()
  }

  pause(): void {
    this.#isPaused = true
    this.#open = Promise.withResolvers()
  }

  resume(): void {
    this.#isPaused = false
    this.#open.resolve()
  }

  /** Resolves when somebody may ask for a turn; rejects with the reason of `stopTaking`. */
  async open(): Promise<void> {
    await this.#open.promise
    this.#stopTaking.throwIfAborted()
  }

  /**
   * As `open`; null where there is nothing to wait for, as nearly always: for a job that has begun, and while nothing is paused. Rejects, or raises, when
   * the job is given up.
   */
  going(job: Job, { signal }: { signal: AbortSignal }): Promise<void> | null {
    if (this.#tally.isUnderWay(job.seq)) return null
    if (this.#isPaused) return waitFor(this.open(), { signal })
    signal.throwIfAborted()
    this.#stopTaking.throwIfAborted()
    return null
  }

  /** Begins a job that has its permits; false when the batch was paused meanwhile, and the job has to give them back. */
  begin(job: Job): boolean {
    if (this.#tally.isUnderWay(job.seq)) return true
    if (this.#isPaused) return false
    this.#tally.stage(job, 'read', 0)
    this.#last.order()
    return true
  }
}

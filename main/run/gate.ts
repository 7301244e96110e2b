import type { BatchSnapshot } from '../../contract/event.ts'
import type { Fault } from '../../contract/fault.ts'
import type { Clock } from '../async/clock.ts'

/** How often a closed gate is tried again. */
const probeEveryMs = 1_000

export interface GateOptions {
  clock: Clock
  /** Room there is for results now, 0 where nothing can be written; never rejects. */
  freeBytes: () => Promise<number>
  /** How long a closed gate is waited for; null is for ever, 0 not at all. */
  waitMs: number | null
}

/**
 * Stands before one volume. A full or absent disk closes it; jobs then wait with the reason until a probe finds that it would
 * take them again, or until the time they may wait is over.
 */
export class Gate {
  readonly #clock: Clock
  readonly #freeBytes: () => Promise<number>
  readonly #waitMs: number | null
  /** The latest look at the volume, which serves everybody who waits. */
  #look: { atMs: number; freeBytes: Promise<number> } | undefined
  #closed: { fault: Fault; sinceMs: number } | null = null
  /** Since when it was closed again and again, and nothing was saved in between; null where something was. */
  #sinceMs: number | null = null
  #wasGone = false

  constructor({ clock, freeBytes, waitMs }: GateOptions) {
    this.#clock = clock
    this.#freeBytes = freeBytes
    this.#waitMs = waitMs
  }

  /** Why it is closed, or null. */
  get reason(): Fault | null {
    return this.#closed?.fault ?? null
  }

  /** Whether the disk was away for a time: then what failed jobs leave behind could not be seen, and not be removed. */
  get wasGone(): boolean {
    return this.#wasGone
  }

  /** Whether it is closed, and the time that jobs may wait is not over. */
  get isWaitedFor(): boolean {
    return this.#closed !== null && (this.#waitMs === null || this.#waitedMs(this.#closed) < this.#waitMs)
  }

  /** As faces are told. */
  get held(): BatchSnapshot['held'] {
    const fault = this.reason
    return fault && { code: fault.code, subject: fault.subject.toWellFormed() }
  }

  close(fault: Fault): void {
    if (fault.code === 'volume-gone') this.#wasGone = true
    if (this.#closed) return
    const nowMs = this.#clock.monotonicMs()
    // A quota, or a disk that holds no more files, has bytes free all the time: it opens at once, and closes with the next file.
    this.#sinceMs ??= nowMs
    this.#closed = { fault, sinceMs: this.#sinceMs }
    // What was found before says nothing any more, and what is full in another way than by its bytes would be tried again at once.
    this.#look = { atMs: nowMs, freeBytes: Promise.resolve(0) }
  }

  /** Something was saved: whoever waits from now on waits anew. */
  noteSaved(): void {
    this.#sinceMs = null
  }

  /** The disk is there, and may have been away for a moment. */
  noteMissed(): void {
    this.#wasGone = true
  }

  /** Resolves when the volume takes `neededBytes`; rejects with the fault that closed it once the time is over, or with the signal's reason. */
  async pass(neededBytes: number, { signal }: { signal: AbortSignal }): Promise<void> {
    while (this.#closed) {
      const closed = this.#closed
      if ((await this.#lookNow()) > neededBytes) {
        this.#closed = null
        return
      }
      if (this.#waitMs !== null && this.#waitedMs(closed) >= this.#waitMs) throw closed.fault
      await this.#clock.sleep(probeEveryMs, { signal })
    }
  }

  #waitedMs({ sinceMs }: { sinceMs: number }): number {
    return this.#clock.monotonicMs() - sinceMs
  }

  /** As many jobs as are under way may wait: each looking for itself would keep the io threads busy with it. */
  #lookNow(): Promise<number> {
    const nowMs = this.#clock.monotonicMs()
    if (!this.#look || nowMs - this.#look.atMs >= probeEveryMs)
      this.#look = { atMs: nowMs, freeBytes: this.#freeBytes() }
    return this.#look.freeBytes
  }
}

import type { Clock } from '../../async/clock.ts'
import type { Hold } from '../../intake/watch/messages.ts'
import { isOpen, untilChangeMs } from '../../intake/watch/schedule.ts'
import type { WatchRecord } from './watch-record.ts'

/** A timer does not see the clock being set or the machine asleep: after so long the clock is looked at again. */
const lookMs = 60_000

/** When a watch may take files: by its hours, and unless it is paused. Tells each time that may have changed. */
export class WatchHours implements Disposable {
  readonly #record: WatchRecord
  readonly #clock: Clock
  readonly #onTurn: () => void
  #next: Disposable | undefined

  constructor(record: WatchRecord, { clock, onTurn }: { clock: Clock; onTurn: () => void }) {
    this.#record = record
    this.#clock = clock
    this.#onTurn = onTurn
  }

  get held(): Hold | null {
    if (this.#record.paused) return 'paused'
    return isOpen(this.#record.rules.schedule, new Date(this.#clock.nowMs())) ? null : 'out-of-hours'
  }

  /** Looks at the clock and the record now, and again whenever the hours change it, and meanwhile now and then. */
  begin(): void {
    const record = this.#record
    const nowMs = this.#clock.nowMs()
    if (record.pausedUntilMs !== null && record.pausedUntilMs <= nowMs)
      Object.assign(record, { paused: false, pausedUntilMs: null })
    this.#next?.[Symbol.dispose]()
    this.#onTurn()
    const pausedMs = record.pausedUntilMs === null ? Number.POSITIVE_INFINITY : record.pausedUntilMs - nowMs
    const waitMs = Math.min(pausedMs, untilChangeMs(record.rules.schedule, new Date(nowMs)))
    if (waitMs < Number.POSITIVE_INFINITY) this.#next = this.#clock.after(Math.min(waitMs, lookMs), () => this.begin())
  }

  [Symbol.dispose](): void {
    this.#next?.[Symbol.dispose]()
  }
}

import type { BatchSnapshot } from '../../../contract/event.ts'
import type { WatchStatus } from '../../../contract/watch.ts'
import { DayCounts } from './day-counts.ts'
import { startOfDayMs } from './local-day.ts'
import type { WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'
import { type Standing, stateOf, statusOf } from './watch-status.ts'

/** A watch at work, as it is at this moment. */
export interface SeenOfWatch extends Omit<Standing, 'nowMs'> {
  /** That of the day, while it is under way. */
  batch: BatchSnapshot | undefined
}

interface TellingParts {
  rooms: WatchRooms
  seen: () => SeenOfWatch
}

/** What faces are told of one watch at work: its state and since when that holds, and what it has done today. */
export class WatchTelling {
  readonly #record: WatchRecord
  readonly #parts: TellingParts
  readonly #counts = new DayCounts()
  #state: { state: string; sinceMs: number } = { state: '', sinceMs: 0 }
  #told = ''

  constructor(record: WatchRecord, parts: TellingParts) {
    this.#record = record
    this.#parts = parts
  }

  /** One of its batches, as it is now. */
  see(batch: Parameters<DayCounts['see']>[0]): void {
    this.#counts.see(batch, this.#nowMs)
  }

  /** What was done today is counted anew, from the journal. */
  async recount(): Promise<void> {
    const { journal } = this.#parts.rooms.parts
    const nowMs = this.#nowMs
    const today = { watch: this.#record.id, sinceMs: startOfDayMs(nowMs) }
    for (const batch of await journal.call('batchesOfWatch', today))
      this.#counts.see({ ...batch, batchId: batch.id }, nowMs)
  }

  status(): WatchStatus {
    const nowMs = this.#nowMs
    const { batch, ...seen } = this.#parts.seen()
    if (batch) this.#counts.see(batch, nowMs)
    const turned = stateOf(this.#record, { ...seen, nowMs })
    if (turned.state !== this.#state.state) this.#state = { state: turned.state, sinceMs: nowMs }
    const { sinceMs } = this.#state
    const { folder, question } = seen
    const counts = { today: this.#counts.today(nowMs), hourly: this.#counts.hourly(nowMs) }
    const waiting = batch?.gathering && { gathering: batch.gathering }
    return statusOf(this.#record, { ...turned, ...counts, ...waiting, sinceMs, folder, question })
  }

  /** Nothing where nothing has turned since the last time. */
  tell(): void {
    const watch = this.status()
    const text = JSON.stringify(watch)
    if (text === this.#told) return
    this.#told = text
    this.#parts.rooms.engine.announcer.tell({ type: 'watch', watch })
  }

  get #nowMs(): number {
    return this.#parts.rooms.parts.clock.nowMs()
  }
}

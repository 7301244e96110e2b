import type { BatchSnapshot } from '../../../contract/event.ts'
import { type BatchCounts, type Counted, emptyCounts } from '../../../contract/job.ts'
import type { WatchStatus } from '../../../contract/watch.ts'
import { localDay } from './local-day.ts'

const hours = 24
const hourMs = 3_600_000

/** What a watch has done today, and in each of the last hours. */
export class DayCounts {
  readonly #batches = new Map<string, BatchCounts>()
  readonly #hourly = new Map<number, number>()
  #day = ''

  /** A batch as it is now. */
  see({ batchId, counts, startedMs }: Pick<BatchSnapshot, 'batchId' | 'counts' | 'startedMs'>, nowMs: number): void {
    this.#turn(nowMs)
    if (localDay(startedMs) !== this.#day) return
    const before = this.#batches.get(batchId)
    this.#batches.set(batchId, { ...counts })
    const done = counts.done - (before?.done ?? counts.done)
    const hour = Math.floor(nowMs / hourMs)
    if (done > 0) this.#hourly.set(hour, (this.#hourly.get(hour) ?? 0) + done)
  }

  today(nowMs: number): WatchStatus['today'] {
    this.#turn(nowMs)
    const counts = emptyCounts()
    for (const each of this.#batches.values())
      for (const key of Object.keys(counts) as Counted[]) counts[key] += each[key]
    return { batchIds: [...this.#batches.keys()], counts }
  }

  /** The present hour last. */
  hourly(nowMs: number): number[] {
    const hour = Math.floor(nowMs / hourMs)
    for (const old of this.#hourly.keys()) if (old <= hour - hours) this.#hourly.delete(old)
    return Array.from({ length: hours }, (_, at) => this.#hourly.get(hour - hours + 1 + at) ?? 0)
  }

  #turn(nowMs: number): void {
    const day = localDay(nowMs)
    if (day === this.#day) return
    this.#day = day
    this.#batches.clear()
  }
}

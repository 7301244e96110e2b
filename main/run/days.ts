import type { ConflictMode } from '../../contract/recipe.ts'
import { waitFor } from '../async/wait-for.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { ArrivalFeed } from './admitting/arrival-feed.ts'
import type { EngineParts } from './batch-context.ts'
import type { BatchRun } from './batch-run.ts'
import type { BatchStarter } from './batch-starter.ts'
import type { BatchesUnderWay } from './batches-under-way.ts'
import { diskOf } from './disk-of.ts'
import type { FoundRecipe, GroupBounds } from './open-batch.ts'
import type { Openings, Waits } from './openings.ts'
import { hashOf, newBatch, type StartRequest } from './start-request.ts'

/** The batch of a watched folder's day. */
export interface DayRequest {
  watch: string
  /** Of the calendar where the engine runs, e.g. `2026-01-31`. */
  day: string
  recipe: FoundRecipe
  /** What the watched folder is called. */
  title: string
  /** Absolute. */
  folder: string
  out: string
  conflict: ConflictMode | undefined
  /** No link leads results out of the output folder. */
  held: boolean
  feed: ArrivalFeed
  /** Closes groups earlier than the recipe does. */
  gather: GroupBounds | null
}

export interface DaysParts {
  parts: Pick<EngineParts, 'journal' | 'clock' | 'io'>
  underWay: BatchesUnderWay
  openings: Openings
  starter: BatchStarter
}

/** Batches of watched folders' days: one a day, recipe and output folder, open for whatever comes in. */
export class Days {
  readonly #options: DaysParts
  /** Days a person had paused when they were brought to rest, by key: opened again they still are. */
  readonly #paused = new Set<string>()
  /** Told of the watched folder whose day was brought to rest, once it is: what the day had not begun is to be met again. */
  onRested: (watch: string) => void = () => {}

  constructor(options: DaysParts) {
    this.#options = options
  }

  /** Opens the batch of a day, the same one every time, for what comes in through the feed. It ends some time after the feed is closed. */
  async open(request: DayRequest, { signal }: Waits): Promise<BatchRun> {
    const { underWay, openings } = this.#options
    const key = hashOf([request.watch, request.day, request.recipe.recipe.fingerprint, request.out])
    for (;;) {
      const before = underWay.ofKey(key)
      if (before) await waitFor(before.finished, { signal })
      const run = await openings.inTurn(key, () => (underWay.ofKey(key) ? null : this.#open(key, request)), { signal })
      if (run) return run
    }
  }

  async #open(key: string, { watch, folder, feed, gather, ...request }: DayRequest): Promise<BatchRun> {
    const { parts, starter } = this.#options
    const start: StartRequest = { ...request, sources: [folder], waitMs: null, again: false }
    const known = await parts.journal.call('batchOfKey', key)
    const record = known ?? (await this.#add(key, start, watch))
    const run = await starter.run(record, { ...start, continued: known !== null, feed, gather })
    if (this.#paused.delete(key)) run.pause('finish')
    return run
  }

  async #add(key: string, start: StartRequest, watch: string): Promise<BatchRecord> {
    const { parts } = this.#options
    const begun = { startedMs: parts.clock.nowMs(), mount: await diskOf(parts, start.out) }
    return parts.journal.call('addBatch', { ...newBatch(key, start, begun), watch })
  }

  /**
   * Brings the batch of a day to rest, if it is one and under way: what has begun comes to its end, and the rest, also what is held up by a pause
   * or a full disk, waits until the day is opened again. Given up, it comes to rest all the same.
   */
  async rest({ key, watch }: BatchRecord, { signal }: Waits): Promise<void> {
    const run = this.#options.underWay.ofKey(key)
    if (watch === null || !run) return
    if (run.isPaused) this.#paused.add(key)
    const rested = run.rest('finish').then(() => this.onRested(watch))
    await waitFor(rested, { signal })
  }

  /** A person has decided anew about a day: it is not opened paused any more. */
  unpause({ key }: BatchRecord): void {
    this.#paused.delete(key)
  }
}

import type { ConflictMode } from '../../contract/recipe.ts'
import type { BatchRecord } from '../journal/batches.ts'
import type { ArrivalFeed } from './arrival-feed.ts'
import type { EngineParts } from './batch-context.ts'
import type { BatchRun } from './batch-run.ts'
import { diskOf } from './disk-of.ts'
import type { FoundRecipe, GroupBounds } from './open-batch.ts'
import { hashOf, newBatch, type RunRequest, type StartRequest } from './start-request.ts'

/** The batch of a watched folder's day. */
export interface DayRequest {
  watch: string
  /** Of the calendar where the engine runs, e.g. `2026-01-31`. */
  day: string
  recipe: FoundRecipe
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
  /** The batch of a key, if it is under way. */
  byKey: (key: string) => BatchRun | undefined
  /** Opens one batch after the other. */
  inTurn: <T>(open: () => T | Promise<T>) => Promise<T>
  begin: (record: BatchRecord, request: RunRequest) => Promise<BatchRun>
}

/** Batches of watched folders' days: one a day, recipe and output folder, open for whatever comes in. */
export class Days {
  readonly #options: DaysParts
  /** What comes in to the batch of a day, by its key. */
  readonly #feeds = new Map<string, ArrivalFeed>()
  /** Days that stay closed until somebody is done with them, by key. */
  readonly #apart = new Map<string, Promise<unknown>>()

  constructor(options: DaysParts) {
    this.#options = options
  }

  /** Opens the batch of a day, the same one every time, for what comes in through the feed. It ends some time after the feed is closed. */
  async open(request: DayRequest): Promise<BatchRun> {
    const { byKey, inTurn } = this.#options
    const key = hashOf([request.watch, request.day, request.recipe.recipe.fingerprint, request.out])
    for (;;) {
      await (this.#apart.get(key) ?? byKey(key)?.finished)
      const run = await inTurn(() => (byKey(key) || this.#apart.has(key) ? undefined : this.#open(key, request)))
      if (run) return run
    }
  }

  async #open(key: string, { watch, folder, feed, gather, ...request }: DayRequest): Promise<BatchRun> {
    const { parts, begin } = this.#options
    const start: StartRequest = { ...request, sources: [folder], waitMs: null, again: false }
    const known = await parts.journal.call('batchOfKey', key)
    const record = known ?? (await this.#add(key, start, watch))
    const run = await begin(record, { ...start, continued: known !== null, feed, gather })
    this.#feeds.set(key, feed)
    void run.finished.then(() => this.#feeds.delete(key))
    return run
  }

  async #add(key: string, start: StartRequest, watch: string): Promise<BatchRecord> {
    const { parts } = this.#options
    const begun = { startedMs: parts.clock.nowMs(), mount: await diskOf(parts, start.out) }
    return parts.journal.call('addBatch', { ...newBatch(key, start, begun), watch })
  }

  /** Closes the batch of a day, if it is one, and keeps it closed while `fn` works on it; what comes in meanwhile waits. */
  async apart<T>(record: BatchRecord, fn: () => Promise<T>): Promise<T> {
    if (record.watch === null) return fn()
    const { key } = record
    this.#feeds.get(key)?.close()
    const work = Promise.resolve(this.#options.byKey(key)?.finished).then(fn)
    this.#apart.set(
      key,
      work.catch(() => {}),
    )
    try {
      return await work
    } finally {
      this.#apart.delete(key)
    }
  }
}

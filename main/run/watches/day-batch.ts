import type { BatchSnapshot } from '../../../contract/event.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Clock } from '../../async/clock.ts'
import type { Sighting } from '../../io/survey.ts'
import type { WalkEntry } from '../../io/walk.ts'
import { ArrivalFeed } from '../arrival-feed.ts'
import type { BatchRun } from '../batch-run.ts'
import type { Engine } from '../engine.ts'
import type { FoundRecipe } from '../open-batch.ts'
import { localDay } from './local-day.ts'

interface DayParts {
  engine: Engine
  clock: Clock
  watch: string
  rules: WatchRules
  /** Told of each file that has come to its end. */
  onSettled: (path: string) => void
  onFinished: (batch: BatchSnapshot) => void
}

interface Open {
  key: string
  feed: ArrivalFeed
  run: BatchRun
  /** A person wants its groups open. */
  stays: boolean
}

/** A batch in which nothing happens is closed, so that it can be looked at and undone; the next file opens it again. */
const idleMs = 10_000
const quietMs = 60_000

/** The open batch of a watched folder's day: opened by the first file, closed when it has been quiet, another one the next day. */
export class DayBatch {
  readonly #parts: DayParts
  /** Paths put in that have not come to their end. */
  readonly #inFlight = new Set<string>()
  #open: Open | undefined
  #quiet: Disposable | undefined

  constructor(parts: DayParts) {
    this.#parts = parts
  }

  get run(): BatchRun | undefined {
    return this.#open?.run
  }

  isInFlight(path: string): boolean {
    return this.#inFlight.has(path)
  }

  /** Puts whole files in; comes back when the batch has taken note of them. Faults: those of opening a batch. */
  async put(files: Sighting[], recipe: FoundRecipe, { signal }: { signal: AbortSignal }): Promise<void> {
    const { feed } = await this.#opened(recipe)
    this.#quiet?.[Symbol.dispose]()
    for (const { path } of files) this.#inFlight.add(path)
    try {
      await feed.put(files.map(entryOf), { signal })
    } catch (error) {
      for (const { path } of files) this.#inFlight.delete(path)
      throw error
    }
    this.#closeWhenQuiet()
  }

  /** No more files; what was put in comes to its end. */
  async close(): Promise<void> {
    this.#quiet?.[Symbol.dispose]()
    const open = this.#open
    this.#open = undefined
    open?.feed.close()
    await open?.run.finished
  }

  /** Groups stay open until `close`, however quiet it is. */
  keepOpen(): void {
    if (!this.#open) return
    this.#open.stays = true
    this.#closeWhenQuiet()
  }

  /** As `close`, but what is not begun yet waits for the next start. */
  async rest(): Promise<void> {
    this.#quiet?.[Symbol.dispose]()
    await this.#open?.run.rest('finish')
    this.#open = undefined
  }

  async #opened(recipe: FoundRecipe): Promise<Open> {
    const { engine, clock, watch, rules } = this.#parts
    const day = localDay(clock.nowMs())
    const key = `${day} ${recipe.recipe.fingerprint}`
    if (this.#open?.key === key) return this.#open
    await this.close()
    const feed = new ArrivalFeed((path) => this.#settled(path))
    const { folder, out, conflict, held, gather } = rules
    const run = await engine.days.open({
      watch,
      day,
      recipe,
      folder,
      out,
      conflict: conflict ?? undefined,
      held,
      feed,
      gather,
    })
    const open = { key, feed, run, stays: false }
    this.#open = open
    // So that everybody knows whose batch it is before its first file ends.
    engine.announcer.tell({ type: 'batch', batch: run.snapshot() })
    void run.finished.then((batch) => this.#finished(open, batch))
    return open
  }

  /** By itself, or because a person cancelled it: the next file opens it anew. */
  #finished(open: Open, batch: BatchSnapshot): void {
    if (this.#open === open) this.#open = undefined
    open.feed.close()
    for (const path of this.#inFlight) this.#settled(path)
    this.#parts.onFinished(batch)
  }

  #settled(path: string): void {
    if (!this.#inFlight.delete(path)) return
    this.#parts.onSettled(path)
    if (this.#inFlight.size === 0) this.#closeWhenQuiet()
  }

  #closeWhenQuiet(): void {
    this.#quiet?.[Symbol.dispose]()
    const groups = this.#open?.run.groups
    const gathers = groups !== null && groups !== undefined
    const waitMs = gathers ? (this.#parts.rules.gather?.quietMs ?? quietMs) : idleMs
    const stays = gathers && this.#open?.stays === true
    if (groups) groups.closesMs = stays ? null : this.#parts.clock.nowMs() + waitMs
    if (stays) return
    this.#quiet = this.#parts.clock.after(waitMs, () => {
      if (gathers || this.#inFlight.size === 0) void this.close()
    })
  }
}

function entryOf({ path, relative, identity }: Sighting): WalkEntry {
  return { path, relative, identity, fault: null, wanted: true }
}

import type { BatchSnapshot } from '../../../contract/event.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import type { Clock } from '../../async/clock.ts'
import { isSame } from '../../intake/watch/sighting.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import { ArrivalFeed } from '../admitting/arrival-feed.ts'
import type { BatchRun } from '../batch-run.ts'
import type { Engine } from '../engine.ts'
import type { FoundRecipe } from '../open-batch.ts'
import { nameOfWatch } from './watch-status.ts'
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
  /** Files put in that have not come to their end, by path. */
  inFlight: Map<string, Sighting>
  /** A person wants its groups open. */
  stays: boolean
}

/** A batch in which nothing happens is closed, so that it can be looked at and undone; the next file opens it again. */
const idleMs = 10_000
const quietMs = 60_000

/**
 * The open batch of a watched folder's day: opened by the first file, closed when it has been quiet, another one the next day. What the one before
 * has not ended by then, as where it is paused, holds nothing up.
 */
export class DayBatch {
  readonly #parts: DayParts
  /** Open for more, or not yet at their end. */
  readonly #underWay = new Set<Open>()
  #open: Open | undefined
  #quiet: Disposable | undefined

  constructor(parts: DayParts) {
    this.#parts = parts
  }

  get run(): BatchRun | undefined {
    return this.#open?.run
  }

  /** Also one that takes no more files, and has not ended all it has. */
  get isUnderWay(): boolean {
    return this.#underWay.size > 0
  }

  isInFlight(path: string): boolean {
    for (const { inFlight } of this.#underWay) if (inFlight.has(path)) return true
    return false
  }

  /** In flight, in this very state. The journal may not know of it yet. */
  holds({ path, identity }: Sighting): boolean {
    const held = Array.from(this.#underWay, ({ inFlight }) => inFlight.get(path))
    return held.some((file) => file !== undefined && isSame(file.identity, identity))
  }

  /** Puts whole files in; comes back when the batch has taken note of them. Faults: those of opening a batch. */
  async put(files: Sighting[], recipe: FoundRecipe, { signal }: { signal: AbortSignal }): Promise<void> {
    const { feed, inFlight } = await this.#opened(recipe, { signal })
    this.#quiet?.[Symbol.dispose]()
    for (const file of files) inFlight.set(file.path, file)
    try {
      await feed.put(files.map(entryOf), { signal })
    } catch (error) {
      for (const { path } of files) inFlight.delete(path)
      throw error
    }
    this.#closeWhenQuiet()
  }

  /** No more files; what was put in comes to its end by itself. */
  close(): void {
    this.#quiet?.[Symbol.dispose]()
    this.#open?.feed.close()
    this.#open = undefined
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
    this.#open = undefined
    await Promise.all(Array.from(this.#underWay, ({ run }) => run.rest('finish')))
  }

  async #opened(recipe: FoundRecipe, { signal }: { signal: AbortSignal }): Promise<Open> {
    const { engine, clock } = this.#parts
    const day = localDay(clock.nowMs())
    const key = `${day} ${recipe.recipe.fingerprint}`
    if (this.#open?.key === key) return this.#open
    this.close()
    const inFlight = new Map<string, Sighting>()
    const feed = new ArrivalFeed((path) => this.#settled(inFlight, path))
    const run = await engine.days.open({ ...this.#request(recipe), day, feed }, { signal })
    const open = { key, feed, run, inFlight, stays: false }
    this.#open = open
    this.#underWay.add(open)
    // So that everybody knows whose batch it is before its first file ends.
    engine.announcer.tell({ type: 'batch', batch: run.snapshot() })
    void run.finished.then((batch) => this.#finished(open, batch))
    return open
  }

  #request(recipe: FoundRecipe) {
    const { watch, rules } = this.#parts
    const { folder, out, conflict, held, gather } = rules
    const title = nameOfWatch({ rules })
    return { watch, title, recipe, folder, out, conflict: conflict ?? undefined, held, gather }
  }

  /** By itself, or because a person cancelled it: the next file opens it anew. */
  #finished(open: Open, batch: BatchSnapshot): void {
    if (this.#open === open) this.#open = undefined
    this.#underWay.delete(open)
    open.feed.close()
    for (const path of open.inFlight.keys()) this.#settled(open.inFlight, path)
    this.#parts.onFinished(batch)
  }

  #settled(inFlight: Open['inFlight'], path: string): void {
    if (!inFlight.delete(path)) return
    this.#parts.onSettled(path)
    if (inFlight.size === 0 && this.#open?.inFlight === inFlight) this.#closeWhenQuiet()
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
      if (gathers || this.#open?.inFlight.size === 0) this.close()
    })
  }
}

function entryOf({ path, relative, identity }: Sighting): WalkEntry {
  return { path, relative, identity, fault: null, wanted: true }
}

import type { WatchCheck, WatchStatus } from '../../../contract/watch.ts'
import { Fault } from '../../../contract/fault.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { OneByOne } from '../../async/one-by-one.ts'
import type { Library } from '../../library/library.ts'
import type { EngineParts } from '../batch-context.ts'
import type { Engine } from '../engine.ts'
import { KnownWatches } from './known-watches.ts'
import { checkWatch, requireSound } from './watch-check.ts'
import { WatchDesk } from './watch-desk.ts'
import { WatchLeases } from './watch-leases.ts'
import { newRecord, type WatchPause, type WatchRecord } from './watch-record.ts'
import { type WatchRooms, watchRooms } from './watch-rooms.ts'
import { nameOfWatch } from './watch-status.ts'
import { WatchedFolder } from './watched-folder.ts'

interface KeeperParts {
  parts: EngineParts
  engine: Engine
  library: Library
}

/** All watched folders: those that are kept, and those a command has begun. One change at a time. */
export class WatchKeeper implements AsyncDisposable {
  /** For whoever only asks, or has a watch do something. */
  readonly desk: WatchDesk
  readonly #parts: KeeperParts
  readonly #rooms: WatchRooms
  readonly #running = new Map<string, WatchedFolder>()
  readonly #known: KnownWatches
  /** Of those that are not kept. */
  readonly #leases: WatchLeases
  readonly #changes = new OneByOne()
  #runsKept = false
  #closing = false

  constructor(parts: KeeperParts) {
    this.#parts = parts
    this.#rooms = watchRooms(parts)
    this.#known = new KnownWatches(parts.parts, this.#running)
    parts.engine.days.onRested = (watch) => this.#running.get(watch)?.rescan()
    this.#leases = new WatchLeases({ clock: parts.parts.clock, end: (watch) => this.#end(watch, { unasked: true }) })
    this.desk = new WatchDesk({ known: this.#known, atWork: this.#running, leases: this.#leases })
  }

  /** Begins to watch every kept folder; those added later begin at once. */
  runKept(): Promise<void> {
    return this.#change(async () => {
      this.#runsKept = true
      for (const record of await this.#known.all()) if (record.kept) await this.#open(record)
    })
  }

  async check(rules: WatchRules, watch: string | undefined): Promise<WatchCheck> {
    const known = watch === undefined ? await this.#known.alike(rules) : await this.#known.find(watch)
    const record = known ? { ...known, rules } : await this.#newRecord(rules, { kept: true })
    return checkWatch(this.#rooms, record, await this.#others(record.id))
  }

  /** Fault `usage-wrong` where a command would begin what is kept: its rules are not the command's to change, nor its end. */
  add(rules: WatchRules, { kept }: { kept: boolean }): Promise<WatchStatus> {
    return this.#change(async () => {
      const known = await this.#known.alike(rules)
      if (known?.kept && !kept) throw keptAlready(known)
      const running = known && this.#running.get(known.id)
      if (running?.record.kept === kept) {
        // The command that began it may be gone for almost as long as its lease.
        this.#leases.renew(running.record.id)
        return running.status()
      }
      const record = known ? { ...known, rules, kept } : await this.#newRecord(rules, { kept })
      await requireSound(this.#rooms, record, await this.#others(record.id))
      await this.#close(record.id)
      await this.#rooms.save(record)
      if (kept) this.#leases.drop(record.id)
      else this.#leases.begin(record.id)
      if (!kept || this.#runsKept) await this.#open(record)
      return this.#told(record)
    })
  }

  edit(watch: string, changes: Partial<WatchRules>): Promise<WatchStatus> {
    return this.#change(async () => {
      const before = await this.#known.find(watch)
      const record = { ...before, rules: { ...before.rules, ...changes } }
      await requireSound(this.#rooms, record, await this.#others(record.id))
      const wasRunning = this.#running.has(record.id)
      await this.#close(record.id)
      const wasMounted = await this.#parts.parts.io.call('isMountPoint', record.rules.folder)
      const begun = before.begun && before.rules.folder === record.rules.folder
      const saved = { ...record, wasMounted, begun, ...(begun ? {} : { addedMs: this.#parts.parts.clock.nowMs() }) }
      await this.#rooms.save(saved)
      if (wasRunning || this.#runsKept) await this.#open(saved)
      return this.#told(saved)
    })
  }

  /** What it has made stays. A kept one is forgotten, one of a command goes on where it was when it is begun again. */
  remove(watch: string): Promise<void> {
    return this.#end(watch)
  }

  #end(watch: string, why: { unasked?: true } = {}): Promise<void> {
    return this.#change(async () => {
      const { id, kept } = await this.#known.find(watch)
      await this.#close(id)
      this.#leases.drop(id)
      if (kept) await this.#parts.parts.journal.call('removeWatch', id)
      this.#parts.engine.announcer.tell({ type: 'watch-removed', watch: id, ...why })
    })
  }

  /** Until then; without end where that is null. */
  pause(watch: string, untilMs: number | null): Promise<WatchStatus> {
    return this.#setPause(watch, { paused: true, pausedUntilMs: untilMs })
  }

  resume(watch: string): Promise<WatchStatus> {
    return this.#setPause(watch, { paused: false, pausedUntilMs: null })
  }

  #setPause(watch: string, pause: WatchPause): Promise<WatchStatus> {
    return this.#change(async () => {
      const record = await this.#known.find(watch)
      const running = this.#running.get(record.id)
      if (running) await running.setPause(pause)
      else await this.#rooms.save({ ...record, ...pause })
      return this.desk.get(record.id)
    })
  }

  /** Takes no more files and finishes those in hand; kept watches go on at the next start. */
  async rest(): Promise<void> {
    this.#closing = true
    this.#leases[Symbol.dispose]()
    await this.#changes.idle()
    await Promise.all([...this.#running.values()].map((watched) => watched[Symbol.asyncDispose]()))
    this.#running.clear()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.rest()
  }

  #change<T>(fn: () => Promise<T>): Promise<T> {
    return this.#changes.run(() => {
      if (this.#closing) throw new Fault('state-busy', { subject: 'the engine', why: 'It is closing.' })
      return fn()
    })
  }

  async #open(record: WatchRecord): Promise<void> {
    if (this.#running.has(record.id)) return
    this.#running.set(record.id, await WatchedFolder.open(record, this.#rooms))
  }

  async #close(id: string): Promise<void> {
    await this.#running.get(id)?.[Symbol.asyncDispose]()
    this.#running.delete(id)
  }

  async #newRecord(rules: WatchRules, { kept }: { kept: boolean }): Promise<WatchRecord> {
    return newRecord(rules, { id: await this.#known.freeId(rules), kept, ...this.#parts.parts })
  }

  async #others(id: string): Promise<WatchRecord[]> {
    return (await this.#known.present()).filter((record) => record.id !== id)
  }

  #told(record: WatchRecord): WatchStatus {
    const watch = this.desk.statusOf(record)
    this.#parts.engine.announcer.tell({ type: 'watch', watch })
    return watch
  }
}

function keptAlready(record: WatchRecord): Fault {
  const why = `It is kept as “${nameOfWatch(record)}” already: change or remove that one.`
  return new Fault('usage-wrong', { subject: record.rules.folder, why })
}

import type { WaitingFile, WatchQuestion, WatchStatus } from '../../../contract/watch.ts'
import { regularly } from '../../async/regularly.ts'
import type { FolderState } from '../../intake/watch/messages.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import { DayBatch } from './day-batch.ts'
import { Delivery } from './delivery.ts'
import { LastingThread } from './lasting-thread.ts'
import { endLeftOpen } from './left-open.ts'
import { recipeInUse } from './recipe-in-use.ts'
import { Sorting } from './sorting.ts'
import { Troubles } from './troubles.ts'
import { WatchAsks } from './watch-asks.ts'
import { WatchHours } from './watch-hours.ts'
import { watchOrder } from './watch-order.ts'
import { WatchPackages } from './watch-packages.ts'
import type { WatchPause, WatchRecord } from './watch-record.ts'
import type { WatchRooms } from './watch-rooms.ts'
import { type SeenOfWatch, WatchTelling } from './watch-telling.ts'

/** Files handed over by the thread that are not in a batch yet. */
const handedMost = 1_024
const tellEveryMs = 250
/** A recipe that was changed is asked about so soon, also where nothing comes in. */
const recipeEveryMs = 60_000

/** One watched folder at work: its thread says what is whole, the journal what is new, and the batch of the day takes it. */
export class WatchedFolder implements AsyncDisposable {
  readonly #rooms: WatchRooms
  readonly #telling: WatchTelling
  readonly #stop = new AbortController()
  /** For those who say when its groups are closed. */
  readonly day: DayBatch
  readonly #sorting: Sorting
  readonly #hours: WatchHours
  readonly record: WatchRecord
  readonly #lasting: LastingThread
  #folder: FolderState | null = null
  readonly #troubles: Troubles
  readonly #asks: WatchAsks
  readonly #packages: WatchPackages
  readonly #delivery: Delivery
  #isLeftOpen = true
  readonly #regular = new DisposableStack()

  private constructor(
    record: WatchRecord,
    rooms: WatchRooms,
    identity: { stableInodes: boolean; mtimeStepNs: number },
  ) {
    const { parts } = rooms
    this.record = record
    this.#rooms = rooms
    this.#troubles = new Troubles(() => record.rules)
    this.#asks = new WatchAsks(record, rooms)
    this.#packages = new WatchPackages(record, rooms)
    this.#telling = new WatchTelling(record, { rooms, seen: () => this.#seen() })
    this.day = this.#dayBatch()
    this.#hours = new WatchHours(record, { clock: parts.clock, onTurn: () => this.#thread?.hold(this.#hours.held) })
    this.#sorting = new Sorting({ parts, record, identity, isInFlight: (path) => this.day.isInFlight(path) })
    this.#delivery = this.#newDelivery()
    this.#lasting = this.#lastingThread()
  }

  #dayBatch(): DayBatch {
    const { engine, parts } = this.#rooms
    const { id, rules } = this.record
    return new DayBatch({
      engine,
      clock: parts.clock,
      watch: id,
      rules,
      onSettled: (path) => this.#settled(path),
      onFinished: (batch) => this.#telling.see(batch),
    })
  }

  #newDelivery(): Delivery {
    return new Delivery({
      sorting: this.#sorting,
      day: this.day,
      recipe: () => recipeInUse(this.record, this.#rooms),
      taken: (files, recipe) => this.#packages.taken(files, recipe),
      clock: this.#rooms.parts.clock,
      signal: this.#stop.signal,
      onDelivered: (files) => this.#thread?.credit(files),
      onMissed: (path) => this.#thread?.look(path),
      onTrouble: (error) => this.#troubles.note('output', error),
    })
  }

  #lastingThread(): LastingThread {
    return new LastingThread({
      clock: this.#rooms.parts.clock,
      order: () => watchOrder(this.record, { rooms: this.#rooms, packages: this.#packages }),
      listener: {
        ask: (files) => this.#fresh(files),
        take: (files) => this.#delivery.put(files),
        tell: (folder) => this.#hear(folder),
      },
      onBegin: (thread) => {
        // What another thread handed over gives its credit to this one.
        thread.credit(handedMost - this.#delivery.size)
        this.#hours.begin()
      },
      onTrouble: (error) => this.#troubles.note('thread', error),
    })
  }

  #seen(): SeenOfWatch {
    const batch = this.day.run?.snapshot()
    const trouble = this.#troubles.first ?? batch?.reason ?? ''
    return { batch, trouble, folder: this.#folder, isSilent: this.#lasting.isSilent, question: this.#asks.open }
  }

  get #thread(): LastingThread['thread'] {
    return this.#lasting.thread
  }

  /** Begins to watch. What an earlier life left open is taken up again. */
  static async open(record: WatchRecord, rooms: WatchRooms): Promise<WatchedFolder> {
    const identity = await rooms.parts.io.call('identityRules', record.rules.folder)
    const watched = new WatchedFolder(record, rooms, identity)
    await watched.#begin()
    return watched
  }

  async #begin(): Promise<void> {
    await this.recount()
    await this.#asks.recount()
    await this.#lasting.begin()
    this.#regular.use(regularly(tellEveryMs, () => this.#telling.tell()))
    this.#regular.use(regularly(recipeEveryMs, () => void this.#lookAtRecipe()))
    await this.#lookAtRecipe()
  }

  /** What was done today is counted anew: a batch of today that is over was changed, as by an undo. */
  recount(): Promise<void> {
    return this.#telling.recount()
  }

  status(): WatchStatus {
    return this.#telling.status()
  }

  files(offset: number, limit: number): Promise<{ files: WaitingFile[]; total: number }> {
    return this.#thread?.list(offset, limit) ?? Promise.resolve({ files: [], total: 0 })
  }

  async takeNow(path: string): Promise<boolean> {
    return (await this.#thread?.takeNow(path)) ?? false
  }

  /** Whole files that wait for the hours are taken. */
  startNow(): void {
    this.#thread?.startNow()
  }

  rescan(): void {
    this.#thread?.rescan()
  }

  async setPause(pause: WatchPause): Promise<void> {
    Object.assign(this.record, pause)
    await this.#rooms.save(this.record)
    this.#hours.begin()
  }

  /** What a person wants done with the files the watch asks about. */
  async answer(question: WatchQuestion['kind'], answer: 'process' | 'leave'): Promise<void> {
    await this.#asks.answer(question, answer)
    if (answer === 'process') this.rescan()
  }

  /** Takes no more and finishes what is in hand; what was not begun waits for the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#hours[Symbol.dispose]()
    this.#regular[Symbol.dispose]()
    await this.#lasting[Symbol.asyncDispose]()
    await this.#delivery.rested
    await this.day.rest()
    await this.#rooms.save(this.record).catch(() => {})
  }

  async #fresh(files: Sighting[]): Promise<string[]> {
    try {
      return await this.#sorting.fresh(files.filter((file) => !this.#delivery.has(file)))
    } catch {
      // The engine is closing: nothing is new any more.
      return []
    }
  }

  /** A file that changed while its job was under way is waited for once more. */
  #settled(path: string): void {
    this.record.lastFileMs = this.#rooms.parts.clock.nowMs()
    if (this.#delivery.settled(path)) this.#thread?.look(path)
  }

  async #lookAtRecipe(): Promise<void> {
    try {
      const found = await recipeInUse(this.record, this.#rooms)
      if (this.#packages.hasTurned(found)) await this.#lasting.beginAnew()
      this.#troubles.note('recipe', null)
    } catch (error) {
      this.#troubles.note('recipe', error)
    }
  }

  #hear(folder: FolderState): void {
    const turned = folder.surveyed !== this.#folder?.surveyed
    this.#folder = folder
    if (turned) this.#telling.tell()
    if (!folder.surveyed) return
    if (!this.record.begun) this.#begun().catch(() => {})
    if (!this.#isLeftOpen || folder.settling + folder.ready + this.#delivery.size > 0 || this.day.isUnderWay) return
    this.#isLeftOpen = false
    endLeftOpen(this.record.id, this.#rooms.parts).catch(() => {})
  }

  /** Where it cannot be noted, the engine is closing: the next start looks through the folder again. */
  async #begun(): Promise<void> {
    this.record.begun = true
    await this.#rooms.save(this.record)
    await this.#asks.recount()
  }
}

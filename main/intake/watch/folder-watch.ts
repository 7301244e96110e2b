import type { WaitingFile } from '../../../contract/watch.ts'
import type { Clock } from '../../async/clock.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import { Alarm } from './alarm.ts'
import { concerns, tellsOfRoot } from './below.ts'
import type { Disk, FolderEars } from './disk.ts'
import { filterOf } from './filter.ts'
import { HandingOver } from './handing-over.ts'
import { HintKeeper } from './hint-keeper.ts'
import type { FolderState, Hold, WatchOrder } from './messages.ts'
import { Questions } from './questions.ts'
import { RootWatch } from './root-watch.ts'
import { type Moment, Settling } from './settling.ts'
import { sight, sightFile } from './sight.ts'
import { SurveyRounds } from './survey-rounds.ts'
import { waitingList } from './waiting-list.ts'

export interface FolderWatchParts {
  order: WatchOrder
  disk: Disk
  clock: Clock
  ears: FolderEars
}

const restPollMs = 20

/**
 * One watched folder. Events say where to look, a survey of all of it says what is there: at the start, after an overflow or a sleep, when the
 * folder comes back, and every so often. What the engine does not know is waited for until it is whole, and handed over once.
 */
export class FolderWatch implements AsyncDisposable {
  readonly #parts: FolderWatchParts
  readonly #settling: Settling
  readonly #handing: HandingOver
  readonly #takes: (file: Sighting, wallMs: number) => boolean
  readonly #survey: SurveyRounds
  readonly #hints: HintKeeper
  readonly #questions: Questions
  readonly #root: RootWatch
  readonly #due: Alarm
  #closed = false

  constructor(parts: FolderWatchParts) {
    const { rules } = parts.order
    this.#parts = parts
    this.#settling = new Settling(rules)
    this.#handing = new HandingOver({ ...parts, onChanged: (file) => this.#waitFor(file) })
    this.#due = new Alarm(parts.clock, () => this.#whenDue())
    this.#takes = filterOf(rules)
    this.#questions = new Questions((files) => parts.ears.ask(files))
    const meet = (files: Sighting[]): Promise<number> => this.#meet(files)
    this.#survey = new SurveyRounds({
      ...parts,
      meet,
      onLost: () => this.#root.check(),
      onDone: () => this.#hints.surveyed(),
      onBytes: (path) => this.#hints.addBytes(path),
    })
    this.#hints = new HintKeeper({
      ...parts,
      look: (paths) => this.look(paths),
      survey: this.#survey,
      onChange: () => this.#tell(),
    })
    this.#root = new RootWatch({
      ...parts,
      hasBegun: () => this.#hints.begun,
      onCome: () => this.#come(),
      onLost: () => this.#lose(),
      onChange: () => this.#tell(),
    })
  }

  /** Looks at the folder and goes on by itself from there. */
  start(): void {
    this.#root.check()
  }

  get state(): FolderState {
    const { surveyed, unreadable, packages } = this.#survey
    const { settling, needsYou } = this.#settling.counts()
    const { polling } = this.#hints
    return {
      root: this.#root.state,
      surveyed,
      polling,
      settling,
      ready: this.#handing.ready.size,
      needsYou,
      unreadable,
      packages,
    }
  }

  /** Looks through all of it now; one that was gone is tried again. */
  rescan(): void {
    this.#root.check()
    if (this.#root.state !== 'there') return
    this.#hints.retry()
    this.#survey.begin()
  }

  addCredit(files: number): void {
    this.#handing.addCredit(files)
  }

  hold(held: Hold | null): void {
    this.#handing.hold(held)
  }

  /** Whole files that wait for the hours are taken. */
  startNow(): void {
    this.#handing.startNow()
    this.#tell()
  }

  /** Hands a waiting file over as it is; false when it does not wait. */
  takeNow(path: string): boolean {
    const waits = this.#settling.has(path) || this.#handing.ready.get(path) !== undefined
    const file = waits ? sightFile(this.#parts, path) : null
    this.#forget(path)
    this.#questions.takenByHand(path)
    if (file) this.#handing.lend(file)
    this.#tell()
    return file !== null
  }

  list(offset: number, limit: number): { files: WaitingFile[]; total: number } {
    const all = waitingList(this.#settling, this.#handing.ready, { now: this.#now(), rules: this.#parts.order.rules })
    return { files: all.slice(offset, offset + limit), total: all.length }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    this.#due[Symbol.dispose]()
    this.#root[Symbol.dispose]()
    this.#survey[Symbol.dispose]()
    await this.#hints[Symbol.asyncDispose]()
  }

  /** What waited is met again when the folder is back; nothing counts as deleted. */
  #lose(): void {
    this.#settling.clear()
    this.#handing.ready.clear()
    this.#survey.stop()
    void this.#hints.stop()
  }

  #come(): void {
    this.#hints.begin()
    this.#survey.begin()
  }

  /** Files that were met; those that are not waited for yet are asked about. Answers how many of them are new to the engine. */
  async #meet(files: Sighting[]): Promise<number> {
    const now = this.#now()
    const asked: Sighting[] = []
    for (const file of files) {
      if (!this.#takes(file, now.wallMs)) this.#forget(file.path)
      else if (this.#settling.has(file.path)) this.#settling.see(file, now)
      else if (!this.#handing.awaits(file)) asked.push(file)
    }
    const fresh = await this.#questions.newAmong(asked)
    if (this.#closed || this.#root.state !== 'there') return 0
    for (const file of fresh) this.#settling.see(file, now)
    this.#wakeAtNextDue()
    this.#tell()
    return fresh.length
  }

  /** Something may have happened at these paths. */
  look(paths: string[]): void {
    const files: Sighting[] = []
    for (const path of paths) {
      const { order, disk } = this.#parts
      if (!concerns(order, path) || disk.isBehindPackage(path)) continue
      const found = sight(this.#parts, path)
      if (found === 'folder') this.#survey.begin(path)
      else if (found) files.push(found)
      else this.#forget(path)
      if (!found && tellsOfRoot(this.#parts.order, path)) this.#root.check()
    }
    if (files.length > 0) void this.#meet(files)
  }

  #forget(path: string): void {
    this.#settling.forget(path)
    this.#handing.ready.forget(path)
  }

  #wakeAtNextDue(): void {
    const restMs = this.#settling.size > 1_000 ? restPollMs : 0
    if (!this.#closed) this.#due.set(this.#settling.nextDueMs(), { restMs })
  }

  #whenDue(): void {
    for (const path of this.#settling.due(this.#now())) this.#lookWhenDue(path)
    this.#handing.go()
    this.#wakeAtNextDue()
    this.#tell()
  }

  #lookWhenDue(path: string): void {
    const found = sightFile(this.#parts, path)
    if (found === null) return this.#forget(path)
    const now = this.#now()
    const sinceMs = this.#settling.sinceMs(path) ?? now.monotonicMs
    const file = this.#settling.look(found, { now, inUse: this.#parts.disk.inUse(path) })
    if (file) this.#handing.ready.add({ file, sinceMs, wholeMs: now.monotonicMs })
  }

  /** A file that was whole and changed before it was taken. */
  #waitFor(file: Sighting): void {
    this.#settling.see(file, this.#now())
    this.#wakeAtNextDue()
  }

  #now(): Moment {
    const { clock } = this.#parts
    return { monotonicMs: clock.monotonicMs(), wallMs: clock.nowMs() }
  }

  #tell(): void {
    if (!this.#closed) this.#parts.ears.tell(this.state)
  }
}

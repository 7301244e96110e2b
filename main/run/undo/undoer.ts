import type { UndoneFile } from '../../../contract/batch-commands.ts'
import { vaultName } from '../../../contract/own-names.ts'
import { child, folderOf } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'
import type { EngineParts } from '../batch-context.ts'
import { EmptiedFolders } from './emptied-folders.ts'
import { lookAgain, namesTaken } from './undo-look.ts'
import { carryUndo, type UndoJob } from './undo-moves.ts'
import {
  asNoted,
  type Candidate,
  isPlain,
  namesNeeded,
  noteOf,
  originalsBack,
  placeOf,
  type Plan,
  planUndo,
  reasonToLeave,
  resultsGone,
  sharedNote,
} from './undo-plan.ts'
import { UndoneFiles } from './undone-files.ts'

interface Planned {
  job: Undoable
  plan: Plan
  /** Results that are not where they were put. */
  gone: string[]
}

interface Undoing {
  record: BatchRecord
  /** Sources or results; none means all. */
  only: Set<string>
  dry: boolean
  /** Where in the vault results go, unless they took the place of something. */
  place: string
  signal: AbortSignal
}

/** Plans and notes the jobs of a page while those of the page before are still being moved. */
export class Undoer {
  readonly told = new UndoneFiles()
  readonly #parts: EngineParts
  readonly #record: BatchRecord
  readonly #only: Set<string>
  /** Of those, what no job was met for. */
  readonly #unknown: Set<string>
  readonly #dry: boolean
  readonly #place: string
  readonly #failing = new AbortController()
  readonly #signal: AbortSignal
  readonly #emptied: EmptiedFolders
  /** The page that was begun last, and the one before. */
  #carrying = [Promise.resolve(), Promise.resolve()] as const
  #ended: Promise<unknown> = Promise.resolve()

  constructor(parts: EngineParts, { record, only, dry, place, signal }: Undoing) {
    this.#parts = parts
    this.#record = record
    this.#emptied = new EmptiedFolders(record)
    this.#only = only
    this.#unknown = new Set(only)
    this.#dry = dry
    this.#place = place
    this.#signal = AbortSignal.any([signal, this.#failing.signal])
  }

  /**
   * Resolves when the moves of the page have been noted, and so many of those before have ended that few are under way: where they are to happen
   * `inOrder`, all.
   */
  async take(page: Undoable[], { inOrder }: { inOrder: boolean }): Promise<void> {
    const jobs = page.filter((job) => this.#isAsked(job))
    if (this.#dry) return this.#foresee(jobs)
    const going = this.#plan(jobs.map(asNoted))
    await this.#note(going, { known: 'noted' })
    const [last, lastButOne] = this.#carrying
    const before = inOrder ? last : lastButOne
    const carrying = this.#carryAfter(before, going)
    carrying.catch(() => {})
    this.#carrying = [carrying, last]
    await before
  }

  async #foresee(jobs: Undoable[]): Promise<void> {
    for (const { job, plan, gone } of await this.#planFound(jobs)) {
      this.told.addOriginals(originalsBack(plan))
      this.#tell(job, () => '', gone)
    }
  }

  /** Resolves when nothing is moved any more, and all of it is in the journal. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#carrying)
    await this.#ended
    await Promise.all(this.#carrying)
  }

  /** To be told when all jobs have been met: a file that was asked for by name is never passed over in silence. */
  tellUnknown(): void {
    const reason = 'This run made nothing of it, or it was taken back before.'
    for (const path of this.#unknown) this.told.add({ path: path.toWellFormed(), result: 'left', reason })
  }

  /** Folders that were made for the results, and are left without anything, go as well. */
  async clear(): Promise<void> {
    const { folders, roots } = this.#emptied
    const { startedMs: sinceMs } = this.#record
    if (folders.length > 0) await this.#parts.io.call('clearFolders', { folders, roots, sinceMs })
  }

  /** Where the page before failed, nothing of this one is moved, and it is not noted any longer. */
  async #carryAfter(before: Promise<void>, going: Planned[]): Promise<void> {
    await before.catch((error: unknown) => this.#failing.abort(error))
    await this.#carry(going)
    this.#failing.signal.throwIfAborted()
  }

  /** What is found to be otherwise than it was noted is looked at by itself, and taken back as far as it can be. */
  async #carry(going: Planned[]): Promise<void> {
    const otherwise = await this.#move(going, { known: 'noted' })
    if (otherwise.length === 0) return
    this.#signal.throwIfAborted()
    const found = await this.#planFound(otherwise)
    await this.#note(found, { known: 'looked' })
    await this.#move(found, { known: 'looked' })
  }

  #plan(candidates: Candidate[]): Planned[] {
    const place = { place: this.#place, nextTag: this.#parts.nextTag }
    return candidates
      .filter((candidate) => this.#keepOut(candidate.job, (path) => reasonToLeave(candidate, path)))
      .map((candidate) => ({ job: candidate.job, plan: planUndo(candidate, place), gone: resultsGone(candidate) }))
  }

  async #planFound(jobs: Undoable[]): Promise<Planned[]> {
    const { io } = this.#parts
    const plans = this.#plan(await lookAgain(this.#parts, { batch: this.#record.n, jobs }))
    const taken = await namesTaken(
      io,
      plans.map(({ plan }) => plan),
    )
    return plans.filter(({ job }, at) => this.#keepOut(job, () => taken[at] ?? ''))
  }

  /** Notes a job that is left alone; true for one that is not. */
  #keepOut(job: Undoable, reasonOf: (path: string) => string): boolean {
    const isLeft = reasonOf(job.source) !== ''
    if (isLeft) this.#tell(job, reasonOf)
    return !isLeft
  }

  #isAsked({ source, members, outputs }: Undoable): boolean {
    if (this.#only.size === 0) return true
    const asked = [source, ...members, ...outputs.map(({ path }) => path)].filter((path) => this.#only.has(path))
    for (const path of asked) this.#unknown.delete(path)
    return asked.length > 0
  }

  async #note(going: Planned[], how: { known: 'noted' | 'looked' }): Promise<void> {
    if (going.length === 0) return
    const { journal, clock } = this.#parts
    const { n: batch } = this.#record
    const atMs = clock.nowMs()
    const plansOf = (jobs: Planned[] = []) => jobs.map(({ plan }) => plan)
    const { shared, apart } = Object.groupBy(going, ({ plan }) =>
      how.known === 'noted' && isPlain(plan) ? 'shared' : 'apart',
    )
    const notes = Map.groupBy(plansOf(shared), ({ moves }) => placeOf(moves))
    const plans = plansOf(apart).map((plan) => noteOf(plan, how))
    await Promise.all([
      ...Array.from(notes, ([place, jobs]) => journal.call('noteUndo', { batch, atMs, place, ...sharedNote(jobs) })),
      plans.length > 0 && journal.call('beginUndo', { batch, atMs, plans }),
    ])
  }

  /** Answers with jobs that stay untouched. The end of the moves before is noted by now; that of these will be before the next have ended. */
  async #move(going: Planned[], { known }: { known: 'noted' | 'looked' }): Promise<Undoable[]> {
    if (going.length === 0) return []
    const places = (path: string): string[] => this.#places(path)
    const jobs = going.map(({ plan }): UndoJob => {
      return { batch: this.#record.n, ...plan, free: known === 'noted' ? namesNeeded(plan) : [], known, places }
    })
    const { reasons, happened, ended } = await carryUndo(this.#parts, jobs, { signal: this.#signal })
    const before = this.#ended
    this.#ended = Promise.all([before, ended])
    this.#ended.catch(() => {})
    await before
    going.forEach(({ job, plan, gone }, at) => {
      const reason = reasons[at] ?? null
      this.told.addOriginals(originalsBack(plan, happened[at]))
      if (reason !== null) this.#tell(job, () => reason, gone)
      if (reason === '') this.#emptied.note(job)
    })
    return going.flatMap(({ job }, at) => (reasons[at] === null ? job : []))
  }

  /** Every file of the job: what travelled together is taken back together. What is not there is told of the first. */
  #tell({ source, members }: Undoable, reasonOf: (path: string) => string, gone: string[] = []): void {
    const files = [source, ...members].map((path): UndoneFile => {
      const reason = reasonOf(path)
      return { path: path.toWellFormed(), result: reason === '' ? 'undone' : 'left', reason }
    })
    const [first] = files
    if (first?.result === 'undone' && gone.length > 0) first.gone = gone
    for (const file of files) this.told.add(file)
  }

  #places(path: string): string[] {
    const { token, outRoot } = this.#record
    const nearby = [outRoot, folderOf(path)].map((folder) => child(child(folder, vaultName), token))
    return [...new Set(nearby)]
  }
}

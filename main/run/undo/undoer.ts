import { vaultName } from '../../../contract/own-names.ts'
import { child, folderOf } from '../../io/paths.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Undoable } from '../../journal/undo/undoable.ts'
import type { EngineParts } from '../batch-context.ts'
import type { AskedFiles } from './asked-files.ts'
import { asNoted, type Candidate, resultsGone } from './candidate.ts'
import { EmptiedFolders } from './emptied-folders.ts'
import { type Known, notePlans } from './note-plans.ts'
import { reasonToLeave } from './reason-to-leave.ts'
import { lookAgain, namesTaken } from './undo-look.ts'
import type { UndoJob } from './undo-job.ts'
import { carryUndo } from './carry-undo.ts'
import { filesBack, namesNeeded, type Plan, planUndo } from './undo-plan.ts'
import { UndoneFiles } from './undone-files.ts'

interface Planned {
  job: Undoable
  plan: Plan
  /** Results that are not where they were put. */
  gone: string[]
}

interface Undoing {
  record: BatchRecord
  asked: AskedFiles
  dry: boolean
  /** Where in the vault results go, unless they took the place of something. */
  place: string
  signal: AbortSignal
}

/** Plans and notes the jobs of a page while those of the page before are still being moved. */
export class Undoer {
  /** What has become of each file so far. */
  readonly told = new UndoneFiles()
  readonly #parts: EngineParts
  readonly #record: BatchRecord
  readonly #asked: AskedFiles
  readonly #dry: boolean
  readonly #place: string
  readonly #failing = new AbortController()
  readonly #signal: AbortSignal
  readonly #emptied: EmptiedFolders
  /** The page that was begun last, and the one before. */
  #carrying = [Promise.resolve(), Promise.resolve()] as const
  #ended: Promise<unknown> = Promise.resolve()

  constructor(parts: EngineParts, { record, asked, dry, place, signal }: Undoing) {
    this.#parts = parts
    this.#record = record
    this.#emptied = new EmptiedFolders(record)
    this.#asked = asked
    this.#dry = dry
    this.#place = place
    this.#signal = AbortSignal.any([signal, this.#failing.signal])
  }

  /**
   * Resolves when the moves of the page have been noted, and so many of those before have ended that few are under way: where they are to happen
   * `inOrder`, all.
   */
  async take(page: Undoable[], { inOrder }: { inOrder: boolean }): Promise<void> {
    const jobs = page.filter((job) => this.#asked.meet(job))
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
      this.told.addBack(filesBack(plan))
      this.told.addJob(job, () => '', gone)
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
    for (const path of this.#asked.unmet) this.told.add({ path: path.toWellFormed(), result: 'left', reason })
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
    if (isLeft) this.told.addJob(job, reasonOf)
    return !isLeft
  }

  #note(going: Planned[], { known }: Known): Promise<void> {
    return notePlans(this.#parts, { batch: this.#record.n, plans: going.map(({ plan }) => plan), known })
  }

  /** Answers with jobs that stay untouched. The end of the moves before is noted by now; that of these will be before the next have ended. */
  async #move(going: Planned[], { known }: Known): Promise<Undoable[]> {
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
      this.told.addBack(filesBack(plan, happened[at]))
      if (reason !== null) this.told.addJob(job, () => reason, gone)
      if (reason === '') this.#emptied.note(job)
    })
    return going.flatMap(({ job }, at) => (reasons[at] === null ? job : []))
  }

  #places(path: string): string[] {
    const { token, outRoot } = this.#record
    const nearby = [outRoot, folderOf(path)].map((folder) => child(child(folder, vaultName), token))
    return [...new Set(nearby)]
  }
}

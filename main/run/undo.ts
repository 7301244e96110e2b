import type { UndoneFile } from '../../contract/batch-commands.ts'
import { child, folderOf, vaultName } from '../io/paths.ts'
import type { BatchRecord } from '../journal/batches.ts'
import type { RecordedMove } from '../journal/moves.ts'
import type { Undoable, UndoPlan } from '../journal/undo.ts'
import type { EngineParts } from './batch-context.ts'
import { carryUndo, type UndoJob } from './undo-moves.ts'
import { type Candidate, movedAside, namesNeeded, planUndo, reasonToLeave, type Whereabouts } from './undo-plan.ts'

/** Jobs noted, moved and recorded together: round trips count, and a crash in between is gone on with. */
const pageJobs = 512

export interface UndoRequest {
  record: BatchRecord
  /** Sources or results; none means all of the batch. */
  paths: string[]
  /** Only tell what would become of each file. */
  dry: boolean
  signal: AbortSignal
}

/**
 * Takes a batch back, last job first: results go to the vault, originals to where they were. Results edited since, and
 * originals whose name is somebody else's by now, are left alone and named. An abort stops between groups; what was begun is finished.
 */
export async function undoBatch(
  parts: EngineParts,
  { record, paths, dry, signal }: UndoRequest,
): Promise<UndoneFile[]> {
  const undoer = new Undoer(parts, { record, only: new Set(paths), dry })
  const files: UndoneFile[] = []
  const pageBefore = (before: number) => parts.journal.call('undoPage', { batch: record.n, before, limit: pageJobs })
  let page = await pageBefore(Number.MAX_SAFE_INTEGER)
  while (page.length > 0) {
    signal.throwIfAborted()
    const next = page.length < pageJobs ? [] : pageBefore(page.at(-1)?.seq ?? 0)
    const [undone, rows] = await Promise.all([undoer.undo(page), next])
    files.push(...undone)
    page = rows
  }
  if (!dry) await parts.journal.call('keepCounts', record.n)
  return files
}

interface Planned {
  job: Undoable
  plan: UndoPlan
}

class Undoer {
  readonly #parts: EngineParts
  readonly #record: BatchRecord
  readonly #only: Set<string>
  readonly #dry: boolean

  constructor(parts: EngineParts, { record, only, dry }: { record: BatchRecord; only: Set<string>; dry: boolean }) {
    this.#parts = parts
    this.#record = record
    this.#only = only
    this.#dry = dry
  }

  async undo(page: Undoable[]): Promise<UndoneFile[]> {
    const candidates = await this.#look(page.filter((job) => this.#isAsked(job)))
    const { vault, nextTag } = this.#parts
    const place = { place: child(vault, this.#record.token), nextTag }
    const left: UndoneFile[] = []
    const plans = candidates
      .filter((candidate) => keepOut(left, candidate.job, reasonToLeave(candidate)))
      .map((candidate): Planned => ({ job: candidate.job, plan: planUndo(candidate, place) }))
    const taken = await this.#namesTaken(plans)
    const going = plans.filter(({ job }, at) => keepOut(left, job, taken[at] ?? ''))
    return [...left, ...(this.#dry ? going.flatMap(({ job }) => told(job, '')) : await this.#carry(going))]
  }

  #isAsked({ source, members, outputs }: Undoable): boolean {
    return (
      this.#only.size === 0 ||
      [source, ...members, ...outputs.map(({ path }) => path)].some((path) => this.#only.has(path))
    )
  }

  async #look(jobs: Undoable[]): Promise<Candidate[]> {
    const { io } = this.#parts
    const receipts = jobs.flatMap(({ outputs }) => outputs)
    const [verdicts, aside] = await Promise.all([
      io.shareOut(receipts, (share) => io.call('unedited', share)),
      this.#seek(jobs.flatMap(movedAside)),
    ])
    const nextVerdict = verdicts.values()
    const nextAside = aside.values()
    return jobs.map((job) => ({
      job,
      verdicts: job.outputs.map(() => nextVerdict.next().value ?? { state: 'gone' }),
      aside: movedAside(job).map(() => nextAside.next().value ?? null),
    }))
  }

  /** An undo that could not be completed may have brought some of them home already. */
  async #seek(moves: RecordedMove[]): Promise<Whereabouts[]> {
    const { io } = this.#parts
    const at = (end: 'from' | 'to') => moves.map((move) => ({ ...move, path: move[end] }))
    const stored = await io.shareOut(at('to'), (share) => io.call('stillStored', share))
    if (stored.every((identity) => identity !== null)) return stored
    const home = await io.call('stillStored', at('from'))
    return stored.map((identity, index) => identity ?? (home[index] ? 'home' : null))
  }

  async #namesTaken(plans: Planned[]): Promise<string[]> {
    const needed = plans.map(({ plan }) => namesNeeded(plan))
    const { io } = this.#parts
    const occupied = (await io.shareOut(needed.flat(), (share) => io.call('occupied', share))).values()
    return needed.map((names) => {
      const taken = names.filter(() => occupied.next().value)
      return taken.map((name) => `A new file has the name ${name.toWellFormed()} by now.`).join(' ')
    })
  }

  async #carry(going: Planned[]): Promise<UndoneFile[]> {
    if (going.length === 0) return []
    const batch = this.#record.n
    const { journal, clock } = this.#parts
    await journal.call('beginUndo', { batch, atMs: clock.nowMs(), plans: going.map(({ plan }) => plan) })
    const jobs = going.map(({ plan }): UndoJob => ({ batch, ...plan, places: (path) => this.#places(path) }))
    const reasons = await carryUndo(this.#parts, jobs)
    return going.flatMap(({ job }, at) => told(job, reasons[at] ?? ''))
  }

  #places(path: string): string[] {
    const { token, outRoot } = this.#record
    const nearby = [outRoot, folderOf(path)].map((folder) => child(child(folder, vaultName), token))
    return [...new Set(nearby)]
  }
}

/** Notes a job that is left alone; true for one that is not. */
function keepOut(left: UndoneFile[], job: Undoable, reason: string): boolean {
  if (reason !== '') left.push(...told(job, reason))
  return reason === ''
}

/** Every file of the job: what travelled together is taken back together. */
function told({ source, members }: Undoable, reason: string): UndoneFile[] {
  const result = reason === '' ? 'undone' : 'left'
  return [source, ...members].map((path) => ({ path: path.toWellFormed(), result, reason }))
}

import type { UndoneFile } from '../../contract/command.ts'
import { child, folderOf, nameOf, ownPrefix } from '../io/paths.ts'
import type { Verdict } from '../io/unedited.ts'
import type { BatchRecord } from '../journal/batches.ts'
import type { Move } from '../journal/moves.ts'
import type { Undoable, UndoPlan } from '../journal/undo.ts'
import type { EngineParts } from './batch-context.ts'
import { vaultName, vaultPath } from './originals.ts'
import { carryUndo, type UndoJob } from './undo-moves.ts'

const pageJobs = 128

export interface UndoRequest {
  record: BatchRecord
  /** Sources or results; none means all of the batch. */
  paths: string[]
  signal: AbortSignal
}

/**
 * Takes a batch back, last job first: results go to the vault, originals to where they were. Results edited since, and
 * originals whose name is somebody else's by now, are left alone and named. An abort stops between groups; what was begun is finished.
 */
export async function undoBatch(parts: EngineParts, { record, paths, signal }: UndoRequest): Promise<UndoneFile[]> {
  const undoer = new Undoer(parts, record, new Set(paths))
  const files: UndoneFile[] = []
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    signal.throwIfAborted()
    const page = await parts.journal.call('undoPage', { batch: record.n, before, limit: pageJobs })
    files.push(...(await undoer.undo(page)))
    if (page.length < pageJobs) return files
    before = page.at(-1)?.seq ?? 0
  }
}

interface Candidate {
  job: Undoable
  verdicts: Verdict[]
}

class Undoer {
  readonly #parts: EngineParts
  readonly #record: BatchRecord
  readonly #only: Set<string>
  /** Another than that of the originals, which may lie in the same place, and than that of an earlier undo. */
  readonly #session: string

  constructor(parts: EngineParts, record: BatchRecord, only: Set<string>) {
    this.#parts = parts
    this.#record = record
    this.#only = only
    this.#session = `${parts.session}u${parts.clock.nowMs().toString(36)}`
  }

  async undo(page: Undoable[]): Promise<UndoneFile[]> {
    const asked = page.filter((job) => this.#isAsked(job))
    const candidates = await this.#look(asked)
    const left: UndoneFile[] = []
    const open = candidates.filter((candidate) => keepOut(left, candidate.job, reasonToLeave(candidate)))
    const plans = open.map((candidate) => this.#plan(candidate))
    const free = await this.#namesFree(plans)
    const going = plans.filter((plan, at) => keepOut(left, plan.job, free[at] ?? ''))
    return [...left, ...(await this.#carry(going))]
  }

  #isAsked({ source, outputs }: Undoable): boolean {
    return this.#only.size === 0 || this.#only.has(source) || outputs.some(({ path }) => this.#only.has(path))
  }

  async #look(jobs: Undoable[]): Promise<Candidate[]> {
    const verdicts = (
      await this.#parts.io.call(
        'unedited',
        jobs.flatMap(({ outputs }) => outputs),
      )
    ).values()
    return jobs.map((job) => ({ job, verdicts: job.outputs.map(() => verdicts.next().value ?? { state: 'gone' }) }))
  }

  /** Results into the vault first, then the person's own files back, the last moved first. */
  #plan({ job, verdicts }: Candidate): { job: Undoable; plan: UndoPlan } {
    const place = child(this.#parts.vault, this.#record.token)
    const results = job.outputs.flatMap((output, at): Move[] => {
      const verdict = verdicts[at]
      if (verdict?.state !== 'same') return []
      const { path, bytes, sha256 } = output
      const move = { from: path, identity: verdict.identity, bytes, sha256 }
      if (wentTo(job, output)) return [{ ...move, kind: 'restored', to: job.source }]
      return [
        {
          ...move,
          kind: 'result',
          to: vaultPath(place, path, { seq: job.seq, session: this.#session }),
        },
      ]
    })
    const originals = job.moves
      .filter(({ to }) => !job.outputs.some(({ path }) => path === to))
      .toReversed()
      .map(
        ({ from, to, identity, bytes, sha256 }): Move => ({
          kind: 'restored',
          from: to,
          to: from,
          identity,
          bytes,
          sha256,
        }),
      )
    return { job, plan: { seq: job.seq, moves: [...results, ...originals] } }
  }

  /** A name is free when nothing has it, or what has it is a result that goes away first. */
  async #namesFree(plans: { plan: UndoPlan }[]): Promise<string[]> {
    const wanted = plans.map(({ plan }) =>
      plan.moves.filter(({ kind, to }) => kind === 'restored' && !plan.moves.some((move) => move.from === to)),
    )
    const occupied = (
      await this.#parts.io.call(
        'occupied',
        wanted.flatMap((moves) => moves.map(({ to }) => to)),
      )
    ).values()
    return wanted.map((moves) => {
      const taken = moves.filter(() => occupied.next().value)
      return taken.map(({ to }) => `A new file has the name ${to.toWellFormed()} by now.`).join(' ')
    })
  }

  async #carry(going: { job: Undoable; plan: UndoPlan }[]): Promise<UndoneFile[]> {
    if (going.length === 0) return []
    const batch = this.#record.n
    const { journal, clock } = this.#parts
    await journal.call('beginUndo', { batch, atMs: clock.nowMs(), plans: going.map(({ plan }) => plan) })
    const jobs = going.map(({ plan }): UndoJob => ({ batch, ...plan, places: (path) => this.#places(path) }))
    const reasons = await carryUndo(this.#parts, jobs)
    return going.map(({ job }, at) => told(job, reasons[at] ?? ''))
  }

  #places(path: string): string[] {
    const { token, outRoot } = this.#record
    const nearby = [outRoot, folderOf(path)].map((folder) => child(child(folder, vaultName), token))
    return [...new Set(nearby)]
  }
}

/** The output is the original itself, under a new name. */
function wentTo({ moves }: Undoable, { path, attempt }: Undoable['outputs'][number]): boolean {
  return (
    (attempt !== '' && !nameOf(attempt).startsWith(ownPrefix)) ||
    moves.some(({ kind, to }) => kind === 'moved' && to === path)
  )
}

function reasonToLeave({ job, verdicts }: Candidate): string {
  const edited = job.outputs.filter((_, at) => verdicts[at]?.state === 'edited')
  if (edited.length > 0) return `${edited.map(({ path }) => path.toWellFormed()).join(', ')} was edited since.`
  if (job.outputs.some(({ attempt }) => attempt === '')) return 'An earlier run made its result: undo that one.'
  const lost = job.outputs.some((output, at) => verdicts[at]?.state === 'gone' && wentTo(job, output))
  return lost ? 'The moved file is not where it was put.' : ''
}

/** Notes a job that is left alone; true for one that is not. */
function keepOut(left: UndoneFile[], job: Undoable, reason: string): boolean {
  if (reason !== '') left.push(told(job, reason))
  return reason === ''
}

function told({ source }: Undoable, reason: string): UndoneFile {
  return { path: source.toWellFormed(), result: reason === '' ? 'undone' : 'left', reason }
}

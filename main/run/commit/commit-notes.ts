import { Fault } from '../../../contract/fault.ts'
import type { CommitJob } from '../../journal/results/commit-jobs.ts'
import type { BatchContext } from '../batch-context.ts'
import { type CommitEntry, membersOf, moveAcross } from './commit-entry.ts'
import type { Displacer } from './displacer.ts'
import { LeftOpen } from './left-open.ts'
import { againIn } from './retired-by.ts'
import { sentAhead } from './sent-ahead.ts'

/** What the journal is told of a group of jobs: before anything of them is to be seen under a name, and afterwards. Faults are left in the entries. */
export class CommitNotes {
  readonly #batch: BatchContext
  readonly #displacer: Displacer

  constructor(batch: BatchContext, displacer: Displacer) {
    this.#batch = batch
    this.#displacer = displacer
  }

  /** That they are about to be published. The journal gives the names. */
  async begin(entries: CommitEntry[]): Promise<void> {
    const { parts, record, traits } = this.#batch
    try {
      const jobs: CommitJob[] = []
      for (const entry of entries) {
        const outputs = sentAhead(entry, this.#batch)
        jobs.push(this.#jobOf(entry, outputs instanceof Promise ? await outputs : outputs))
      }
      const atMs = parts.clock.nowMs()
      const told = { batch: record.n, folding: traits, atMs, watched: record.watch !== null, jobs }
      const names = await parts.journal.call('commit', told)
      for (const [at, entry] of entries.entries()) Object.assign(entry, { names: names[at] ?? [], noted: true })
    } catch (error) {
      for (const entry of entries) entry.fault = Fault.from(error, 'the journal')
    }
  }

  #jobOf(entry: CommitEntry, outputs: CommitJob['outputs']): CommitJob {
    const { job, sourceSha256 } = entry.finished
    return {
      seq: job.seq,
      sha256: sourceSha256,
      members: membersOf(entry),
      hasFewer: entry.hasFewer,
      again: againIn(job, this.#batch),
      outputs,
      moves: [...this.#displacer.planned(entry).map(({ move }) => move), ...moveAcross(entry)],
    }
  }

  /** That they are done. What the journal does not take now it takes at the next start: until then they are noted as about to be published. */
  async end(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    const { parts, record, traits } = this.#batch
    const nowMs = parts.clock.monotonicMs()
    try {
      const jobs = entries.map((entry) => doneJob(entry, nowMs))
      await parts.journal.call('done', { batch: record.n, folding: traits, jobs })
    } catch (error) {
      for (const entry of entries) entry.fault = new LeftOpen(Fault.from(error, 'the journal'), { isSaved: true })
    }
  }
}

function doneJob({ finished, names, ctimes, moved }: CommitEntry, nowMs: number) {
  const { job, outputs, original } = finished
  return {
    moved: moved.length > 0 || original === 'across',
    seq: job.seq,
    members: job.members.map(({ seq }) => seq),
    ms: Math.round(nowMs - job.startedMs),
    names: outputs.map(({ folder }, part) => ({ folder, name: names[part] ?? '' })),
    ctimes,
  }
}

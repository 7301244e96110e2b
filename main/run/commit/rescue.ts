import { Fault } from '../../../contract/fault.ts'
import type { BatchContext } from '../batch-context.ts'
import { attemptsOf, type CommitEntry, requestsOf } from './commit-entry.ts'
import { type Displacer, kept, noteEmptied } from './displacer.ts'
import { disposeAttempts } from '../making/dispose-attempts.ts'
import { HalfMoves } from '../recovery/half-moves.ts'
import { noteHalves } from '../recovery/half-results.ts'
import { LeftOpen } from './left-open.ts'
import { giveNamesBack } from './names-back.ts'
import { takeBack } from '../recovery/take-back.ts'

/** Gives up what a commit could not bring to its end: no file of ours stays behind, and the originals are where they were. */
export class Rescue {
  readonly #batch: BatchContext
  readonly #displacer: Displacer

  constructor(batch: BatchContext, displacer: Displacer) {
    this.#batch = batch
    this.#displacer = displacer
  }

  /** Never rejects. What can neither be ended nor taken back now ends with `LeftOpen`. */
  async giveUp(entries: CommitEntry[]): Promise<void> {
    await this.#giveUpKnown(entries.filter(({ unsure }) => !unsure))
    for (const entry of entries) if (entry.unsure) await this.#takeBack(entry)
    for (const entry of entries) entry.fault ??= new Fault('name-taken', { subject: entry.finished.job.source })
  }

  /** Originals first: they are back before anything of ours is removed. */
  async #giveUpKnown(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    try {
      await this.#displacer.putBack(entries)
      await this.#clear(entries)
    } catch (error) {
      for (const entry of entries) {
        entry.fault ??= Fault.from(error, entry.finished.job.source)
        entry.unsure = true
      }
    }
  }

  async #clear(entries: CommitEntry[]): Promise<void> {
    await disposeAttempts(this.#batch.parts, entries.flatMap(attemptsOf))
    for (const { folder } of entries.flatMap(({ finished }) => finished.outputs))
      this.#batch.places.noteUnfilled(folder)
    await giveNamesBack(entries, this.#batch)
  }

  async #takeBack(entry: CommitEntry): Promise<void> {
    try {
      if (entry.noted && !(await this.#isTakenBack(entry))) entry.fault = leftOpen(entry)
      else await this.#clear([entry])
    } catch {
      // What was never noted is nothing that the next start would have to settle.
      if (entry.noted) entry.fault = leftOpen(entry)
    }
  }

  /** As the next start would do it. */
  async #isTakenBack(entry: CommitEntry): Promise<boolean> {
    const { parts, record, traits: rules } = this.#batch
    const { job } = entry.finished
    const of = { batch: record.n, seq: job.seq }
    const outputs = requestsOf(entry).map((request, part) => ({ ...request, part }))
    const begun = await parts.journal.call('movesOf', { ...of, state: 'begun' })
    const stuck = await takeBack(parts, outputs, { moves: new HalfMoves(parts, { ...of, outputs }, begun), rules })
    if (!stuck) return false
    noteEmptied(begun, this.#batch)
    noteHalves(job, requestsOf(entry))
    if (stuck[0]) entry.fault = kept(stuck[0])
    return true
  }
}

function leftOpen({ fault, finished: { job } }: CommitEntry): LeftOpen {
  return fault instanceof LeftOpen ? fault : new LeftOpen(Fault.from(fault, job.source))
}

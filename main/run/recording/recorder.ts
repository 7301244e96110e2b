import type { EndedRow } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import type { StepTimings } from '../../journal/batches/timings.ts'
import type { Arrival } from '../admitting/arrival.ts'
import { adopt, adoptGroup } from './adopt.ts'
import type { Announcer } from './announcer.ts'
import type { BatchContext } from '../batch-context.ts'
import { endBatch, type EndState } from '../end-batch.ts'
import { admittedRowOf, asTold, type Ended, rowOf, wasBefore } from './ended-row.ts'
import { EndedRows } from './ended-rows.ts'
import { hasHalves } from '../recovery/half-results.ts'
import { filesOf, type Job } from '../job.ts'
import type { LeftOpen } from '../commit/left-open.ts'
import { JobNotes } from './job-notes.ts'
import { JobsLeftOpen } from './jobs-left-open.ts'
import type { JobEnding } from './persist.ts'
import type { Tally } from './tally.ts'
import { WorkedTime } from './worked-time.ts'

/** Writes down how jobs ended and tells the faces. A journal that cannot be written ends the batch: without a record nothing may go on. */
export class Recorder {
  readonly #batch: BatchContext
  readonly #tally: Tally
  readonly #announcer: Announcer
  readonly #notes: JobNotes
  readonly #rows: EndedRows
  readonly #worked: WorkedTime
  readonly #leftOpen = new JobsLeftOpen()
  #failure: unknown = null
  /** When something was last made. */
  #madeMs: number | null = null

  constructor(batch: BatchContext, tally: Tally, announcer: Announcer) {
    this.#batch = batch
    this.#tally = tally
    this.#announcer = announcer
    this.#rows = new EndedRows(batch, announcer)
    this.#notes = new JobNotes(batch)
    this.#worked = new WorkedTime(batch)
  }

  /** The first thing that made recording impossible. */
  fail(error: unknown): void {
    this.#failure ??= error
  }

  throwIfFailed(): void {
    if (this.#failure) throw this.#failure
  }

  /** Results were recorded by their commit; everything else is recorded here. Of a group, every member ends as the group did. */
  async record(job: Job, ending: JobEnding, timings: StepTimings = []): Promise<void> {
    if (timings.length > 0) this.#noteTimings(job.seq, timings)
    if (ending.state === 'open') return this.#leaveOpen(job, ending.why)
    const ms = this.#workMs(job)
    try {
      if (ending.state !== 'done') await this.#recordEnding(job, ending, ms)
      else if (ending.reused) await adopt(job, this.#batch)
      else this.#madeMs = this.#batch.parts.clock.nowMs()
      this.#tellAll(filesOf(job), asTold(job, ending, this.#batch.record), ms)
    } catch (error) {
      // Nobody will know of its end: it is yet to come.
      this.#tally.putBack(job)
      this.fail(error)
    }
  }

  /** Nothing is noted of it, and the batch is not over. */
  #leaveOpen(job: Job, why: LeftOpen): void {
    this.#tally.putBack(job)
    this.#leftOpen.add(why, filesOf(job).length)
  }

  /** Why it is not over; empty where no job is left open. */
  get whyOpen(): string {
    return this.#leftOpen.why
  }

  /** What it waited for its turn is no work; whoever never had a turn took no time. */
  #workMs({ seq, startedMs }: Job): number {
    if (!this.#tally.isUnderWay(seq)) return 0
    return Math.round(this.#batch.parts.clock.monotonicMs() - startedMs)
  }

  /** A group whose result cannot be named fails, each of its files for that reason; any other error is thrown again. */
  async unnamed(members: Job[], error: unknown): Promise<null> {
    const [leader] = members
    if (!leader || !(error instanceof Fault) || error.blame !== 'user') throw error
    await this.record({ ...leader, members }, { state: 'failed', fault: error })
    return null
  }

  #noteTimings(seq: number, timings: StepTimings): void {
    this.#notes.took(seq, timings).catch((error: unknown) => this.fail(error))
  }

  async #recordEnding(job: Job, ending: Exclude<Ended, { state: 'done' }>, ms: number): Promise<void> {
    const fault = 'fault' in ending ? ending.fault.toWire() : null
    const { state } = ending
    const endings = filesOf(job).map(({ seq }) => ({
      seq,
      state,
      fault,
      step: this.#tally.stepOf(job.seq),
      ms,
      names: seq === job.seq ? heldNames(job) : [],
      halves: seq === job.seq && hasHalves(job, this.#batch),
    }))
    await Promise.all(endings.map((one) => this.#notes.ended(one)))
  }

  /** A group whose members and results are as an earlier run left them. */
  async adoptGroup(members: Job[]): Promise<void> {
    const earlier = members[0]?.earlier
    if (!earlier) return
    await adoptGroup(members, this.#batch)
    const ending = {
      state: 'done' as const,
      reused: wasBefore(earlier, this.#batch.record),
      outputs: earlier.outputs.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    }
    this.#tellAll(members, ending, 0)
  }

  settledAtAdmission(arrival: Exclude<Arrival, { kind: 'run' }>): void {
    this.#tell(admittedRowOf(arrival, this.#batch.record), arrival.identity.sizeBytes)
  }

  /** What they became together is told of each, and counted once. */
  #tellAll(files: Job[], ending: Ended, ms: number): void {
    for (const [at, file] of files.entries()) {
      const row = rowOf(file, ending, ms)
      this.#tell(row, file.identity.sizeBytes, at === 0 ? row.outputs : [])
    }
  }

  #tell(row: EndedRow, sizeBytes: number, made = row.outputs): void {
    this.#tally.ended(row, sizeBytes, made)
    this.#rows.add(row)
  }

  /** Passes on what has ended since the last time. */
  tellRows(): void {
    this.#rows.tell()
  }

  /** Everything so far is recorded and told. */
  async flush(): Promise<void> {
    await this.#notes[Symbol.asyncDispose]()
    this.tellRows()
    if (this.#failure && this.#leftOpen.isAny)
      this.#announcer.tell({ type: 'notice', level: 'warn', message: this.whyOpen })
    this.throwIfFailed()
  }

  /** Notes how long it was worked on, for the case that the engine does not come to end it. Nothing fails for want of it. */
  async noteWorked(restedMs: number): Promise<void> {
    await this.#worked.note(restedMs)
  }

  /** As `endBatch` does, and what has come to its end by that is told. */
  async end(
    ending: EndState,
    { restedMs, walked }: { restedMs: number; walked: boolean },
  ): ReturnType<typeof endBatch> {
    const isLeft = this.#leftOpen.isAny
    if (ending === 'paused' || isLeft) await this.noteWorked(restedMs)
    const ended = await endBatch(this.#batch, ending, { restedMs, isLeft, madeMs: this.#madeMs, walked })
    await this.tellClosed(ended.closed)
    return ended
  }

  /** Tells of rows that ended without a job. */
  tellClosed(closed: readonly number[]): Promise<void> {
    return this.#rows.tellClosed(closed)
  }
}

function heldNames({ targets }: Job): { folder: string; name: string }[] {
  return targets.flatMap(({ folder, name }) => (name === null ? [] : [{ folder, name }]))
}

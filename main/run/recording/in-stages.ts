import type { RunningRow } from '../../../contract/event.ts'
import type { Clock } from '../../async/clock.ts'
import type { Job } from '../job.ts'

interface Under {
  row: RunningRow
  sinceMs: number
  copiedBytes: number
}

/** Which files are in which stage right now, and how long all files together have been in each. Holds no job that is not under way. */
export class InStages {
  readonly #clock: Clock
  readonly #running = new Map<number, Under>()
  /** Members of running groups, the leader among them, which have one row together. */
  readonly #inGroups = new Set<number>()
  readonly #stageMs = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** How many jobs are under way; a group is one. */
  get size(): number {
    return this.#running.size
  }

  has(seq: number): boolean {
    return this.#running.has(seq)
  }

  /** A job enters a stage, or gets on in it. True where the job begins by that: only from here on it takes time. */
  enter(job: Job, stage: string, fraction: number): boolean {
    const known = this.#running.get(job.seq)
    const under = known ?? this.#begin(job, stage)
    if (under.row.stage !== stage) this.#leaveStage(under)
    under.row.stage = stage
    under.row.fraction = fraction
    if (stage === 'copy' && fraction > 0) under.copiedBytes = Math.floor(job.identity.sizeBytes * fraction)
    return known === undefined
  }

  #begin(job: Job, stage: string): Under {
    for (const { seq } of job.members) this.#inGroups.add(seq)
    const row = { seq: job.seq, path: job.source.toWellFormed(), stage, fraction: 0 }
    // Waiting for its turn is not what it took.
    job.startedMs = this.#clock.monotonicMs()
    const under = { row, sinceMs: job.startedMs, copiedBytes: 0 }
    this.#running.set(job.seq, under)
    return under
  }

  /** A job has waited for so long in the stage it is in: neither the stage nor the job took that. */
  waited(job: Job, ms: number): void {
    job.startedMs += ms
    const under = this.#running.get(job.seq)
    if (under) under.sinceMs += ms
  }

  /** A job was stopped without an end, and all its members with it. False where it was not under way. */
  putBack({ seq, members }: Job): boolean {
    const under = this.#running.get(seq)
    if (!under) return false
    this.#leaveStage(under)
    for (const member of members) this.#inGroups.delete(member.seq)
    return this.#running.delete(seq)
  }

  /** A file has come to its end. False where it was under way neither by itself nor in a group. */
  end(seq: number): boolean {
    const wasInGroup = this.#inGroups.delete(seq)
    const under = this.#running.get(seq)
    if (!under) return wasInGroup
    this.#leaveStage(under)
    return this.#running.delete(seq)
  }

  #leaveStage(under: Under): void {
    const nowMs = this.#clock.monotonicMs()
    this.#stageMs.set(under.row.stage, (this.#stageMs.get(under.row.stage) ?? 0) + nowMs - under.sinceMs)
    under.sinceMs = nowMs
  }

  /** In the order in which they began. */
  rows(): RunningRow[] {
    return Array.from(this.#running.values(), ({ row }) => row)
  }

  /** The step a job is in, or null between steps. */
  stepOf(seq: number): string | null {
    const stage = this.#running.get(seq)?.row.stage ?? ''
    return stage.includes('.') ? stage : null
  }

  /** Of files that are being copied: how much of them has been. */
  get copiedBytes(): number {
    return this.#running.values().reduce((sum, under) => sum + under.copiedBytes, 0)
  }

  /** Milliseconds all files together spent in each stage that they have left. */
  get leftMs(): ReadonlyMap<string, number> {
    return this.#stageMs
  }

  /** The same up to now, with those they are in. */
  times(): Map<string, number> {
    const times = new Map(this.#stageMs)
    for (const { row, ms } of this.ages()) times.set(row.stage, (times.get(row.stage) ?? 0) + ms)
    return times
  }

  /** How long each file under way is in its stage. */
  ages(): { row: RunningRow; ms: number }[] {
    const nowMs = this.#clock.monotonicMs()
    return Array.from(this.#running.values(), ({ row, sinceMs }) => ({ row, ms: nowMs - sinceMs }))
  }
}

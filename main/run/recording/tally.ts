import type { BatchSnapshot, EndedRow, RunningRow } from '../../../contract/event.ts'
import { gateOf, gates } from '../../../contract/gate-of.ts'
import { type BatchCounts, type BatchState, emptyCounts, type JobState } from '../../../contract/job.ts'
import type { Clock } from '../../async/clock.ts'
import { Stopwatch } from '../../async/stopwatch.ts'
import type { Job } from '../job.ts'
import { slowestStage } from './slowest-stage.ts'

/** Running files told in one snapshot. */
const runningShown = 8
/** An estimate needs this much experience. */
const estimateAfter = { ms: 3_000, jobs: 3 }
/** Three small files say nothing about a large one: so much of all bytes has to be done. */
const estimateAfterShare = 0.001

interface Under {
  row: RunningRow
  sinceMs: number
  copiedBytes: number
}

/** What a snapshot tells besides what is counted. */
interface TalliedBatch {
  id: string
  recipe: string
  out: string
  state: BatchState
  reason: string
  held: BatchSnapshot['held']
  startedMs: number
  /** Before this session. */
  restedMs: number
  watch: string | null
  replaces?: boolean
  title?: string
  gathering?: BatchSnapshot['gathering']
  arriving?: BatchSnapshot['arriving']
}

/** Counts a batch as it goes: states, bytes, what is running where, and where the time goes. Holds no job that is not running. */
export class Tally {
  counts: BatchCounts = emptyCounts()
  readonly #clock: Clock
  readonly #running = new Map<number, Under>()
  /** Members of running groups, which have one row together. */
  readonly #inGroups = new Set<number>()
  readonly #stageMs = new Map<string, number>()
  readonly #startedMs: number
  readonly #rest: Stopwatch
  /** Bytes that were ended before this session began. */
  #processedBytes = 0
  #reusedBytes = 0
  #processedJobs = 0
  #crashed: BatchSnapshot['crashed']
  readonly #most = { read: 0, transform: 0, write: 0 }

  constructor(clock: Clock) {
    this.#clock = clock
    this.#startedMs = clock.monotonicMs()
    this.#rest = new Stopwatch(clock)
  }

  found(sizeBytes: number): void {
    this.counts.total++
    this.counts.waiting++
    this.counts.totalBytes += sizeBytes
  }

  /** A row that has ended waits once more. */
  retaken({ state, sizeBytes }: { state: JobState; sizeBytes: number }): void {
    const { counts } = this
    if (state !== 'failed' && state !== 'cancelled') return
    counts[state]--
    counts.waiting++
    counts.endedBytes -= sizeBytes
  }

  /** To be told again and again while nobody may work on the batch: as long as files are still in hand somebody does. */
  rest(): void {
    if (this.#running.size === 0) this.#rest.start()
    else this.work()
  }

  /** The batch is worked on. */
  work(): void {
    this.#rest.stop()
  }

  /** How long nobody has worked on it in this session. */
  get restedMs(): number {
    return this.#rest.ms
  }

  /** A job enters a stage, or gets on in it. The first one begins it: before, it waits for its turn. */
  stage(job: Job, stage: string, fraction: number): void {
    const under = this.#running.get(job.seq) ?? this.#begin(job, stage)
    if (under.row.stage !== stage) this.#leaveStage(under)
    under.row.stage = stage
    under.row.fraction = fraction
    if (stage === 'copy' && fraction > 0) under.copiedBytes = Math.floor(job.identity.sizeBytes * fraction)
  }

  /** A job that was stopped without an end waits as before it began. */
  putBack(job: Job): void {
    const under = this.#running.get(job.seq)
    if (!under) return
    this.#leaveStage(under)
    const files = Math.max(1, job.members.length)
    this.counts.running -= files
    this.counts.waiting += files
    for (const { seq } of job.members) this.#inGroups.delete(seq)
    this.#running.delete(job.seq)
  }

  isUnderWay(seq: number): boolean {
    return this.#running.has(seq)
  }

  #begin(job: Job, stage: string): Under {
    const files = Math.max(1, job.members.length)
    this.counts.waiting -= files
    this.counts.running += files
    for (const { seq } of job.members) this.#inGroups.add(seq)
    const row = { seq: job.seq, path: job.source.toWellFormed(), stage, fraction: 0 }
    // Waiting for its turn is not what it took.
    job.startedMs = this.#clock.monotonicMs()
    const under = { row, sinceMs: job.startedMs, copiedBytes: 0 }
    this.#running.set(job.seq, under)
    return under
  }

  /** The step a job is in, or null between steps. */
  stepOf(seq: number): string | null {
    const stage = this.#running.get(seq)?.row.stage ?? ''
    return stage.includes('.') ? stage : null
  }

  /** What is under way, in order of sequence. */
  inHand(): RunningRow[] {
    return Array.from(this.#running.values(), ({ row }) => row).sort((a, b) => a.seq - b.seq)
  }

  #leaveStage(under: Under): void {
    const nowMs = this.#clock.monotonicMs()
    this.#stageMs.set(under.row.stage, (this.#stageMs.get(under.row.stage) ?? 0) + nowMs - under.sinceMs)
    under.sinceMs = nowMs
  }

  /** `made`: what was made of it, or of the files of its group together: then one of these has it all and the others nothing. */
  ended(row: EndedRow, sizeBytes: number, made = row.outputs): void {
    const under = this.#running.get(row.seq)
    if (under) this.#leaveStage(under)
    const wasRunning = under !== undefined || this.#inGroups.delete(row.seq)
    this.counts[wasRunning ? 'running' : 'waiting']--
    this.#running.delete(row.seq)
    this.counts[row.state]++
    this.#weigh(row, { sizeBytes, wasRunning })
    this.counts.results += made.length
    for (const { bytes } of made) this.counts.outputBytes += bytes
    if (row.fault?.code === 'worker-crashed')
      this.#crashed = { seq: row.seq, path: row.path, files: (this.#crashed?.files ?? 0) + 1 }
    if (!wasRunning || row.reused) return
    this.#processedBytes += sizeBytes
    this.#processedJobs++
  }

  #weigh({ reused, state }: EndedRow, { sizeBytes, wasRunning }: { sizeBytes: number; wasRunning: boolean }): void {
    if (reused) this.counts.reused++
    this.counts.endedBytes += sizeBytes
    if (state === 'done') this.counts.doneBytes += sizeBytes
    if (reused || (state === 'done' && !wasRunning)) this.#reusedBytes += sizeBytes
  }

  snapshot(batch: TalliedBatch): BatchSnapshot {
    const { id: batchId, recipe, out, state, reason, held, startedMs, replaces, title, gathering, arriving } = batch
    const restedMs = batch.restedMs + Math.round(this.restedMs)
    const running = [...this.#running.values()].slice(0, runningShown).map(({ row }) => ({ ...row }))
    return {
      batchId,
      recipe,
      out: out.toWellFormed(),
      state,
      reason,
      held,
      counts: { ...this.counts },
      running,
      stages: this.#stages(),
      slowest: slowestStage(this.#stageMs),
      startedMs,
      // While nobody sends what it waits for, nobody can say.
      remainingMs: arriving?.closesMs
        ? null
        : this.#remainingMs(Math.max(this.counts.totalBytes, arriving?.bytes ?? 0)),
      ...(restedMs > 0 && { restedMs }),
      ...(replaces && { replaces }),
      ...(title && { title }),
      ...(batch.watch === null ? {} : { watch: batch.watch }),
      ...(gathering && { gathering }),
      ...(arriving && { arriving }),
      ...this.#sinceBegun(),
    }
  }

  /** After the stages have been counted. */
  #sinceBegun(): Pick<BatchSnapshot, 'most' | 'copiedBytes' | 'reusedBytes' | 'crashed'> {
    const copiedBytes = this.#running.values().reduce((sum, under) => sum + under.copiedBytes, 0)
    return {
      most: { ...this.#most },
      ...(copiedBytes > 0 && { copiedBytes }),
      ...(this.#reusedBytes > 0 && { reusedBytes: this.#reusedBytes }),
      ...(this.#crashed && { crashed: this.#crashed }),
    }
  }

  /** Milliseconds all files together spent in each stage, up to now. */
  stageTimes(): Map<string, number> {
    const times = new Map(this.#stageMs)
    for (const { row, ms } of this.ages()) times.set(row.stage, (times.get(row.stage) ?? 0) + ms)
    return times
  }

  /** How long each file under way is in its stage. */
  ages(): { row: RunningRow; ms: number }[] {
    const nowMs = this.#clock.monotonicMs()
    return Array.from(this.#running.values(), ({ row, sinceMs }) => ({ row, ms: nowMs - sinceMs }))
  }

  #stages(): BatchSnapshot['stages'] {
    const stages = { read: 0, transform: 0, write: 0 }
    for (const { row } of this.#running.values()) stages[gateOf(row.stage)]++
    for (const gate of gates) this.#most[gate] = Math.max(this.#most[gate], stages[gate])
    return stages
  }

  #remainingMs(totalBytes: number): number | null {
    const elapsedMs = this.#clock.monotonicMs() - this.#startedMs - this.restedMs
    const tooEarly = elapsedMs < estimateAfter.ms || this.#processedJobs < estimateAfter.jobs
    if (tooEarly || this.#processedBytes <= totalBytes * estimateAfterShare) return null
    return (elapsedMs * (totalBytes - this.counts.endedBytes)) / this.#processedBytes
  }
}

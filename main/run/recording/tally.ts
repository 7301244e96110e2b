import type { BatchSnapshot, EndedRow, RunningRow } from '../../../contract/event.ts'
import { gateOf, gates } from '../../../contract/gate-of.ts'
import { type BatchCounts, type BatchState, emptyCounts, type JobState } from '../../../contract/job.ts'
import type { Clock } from '../../async/clock.ts'
import { Stopwatch } from '../../async/stopwatch.ts'
import type { Job } from '../job.ts'
import { InStages } from './in-stages.ts'
import { slowestStage } from './slowest-stage.ts'

/** Running files told in one snapshot. */
const runningShown = 8
/** An estimate needs this much experience. */
const estimateAfter = { ms: 3_000, jobs: 3 }
/** Three small files say nothing about a large one: so much of all bytes has to be done. */
const estimateAfterShare = 0.001
const noneTaken = { files: 0, bytes: 0, results: 0, outputBytes: 0 }

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
  readonly #inStages: InStages
  readonly #startedMs: number
  readonly #rest: Stopwatch
  /** What this session has worked on: what was found done already tells nothing of how long the rest takes. */
  #processedBytes = 0
  #processedJobs = 0
  #reusedBytes = 0
  #crashed: BatchSnapshot['crashed']
  readonly #most = { read: 0, transform: 0, write: 0 }

  constructor(clock: Clock) {
    this.#clock = clock
    this.#inStages = new InStages(clock)
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
    if (this.#inStages.size === 0) this.#rest.start()
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
    if (this.#inStages.enter(job, stage, fraction)) this.#shift('waiting', 'running', job)
  }

  /** A job has done nothing for so long, in the stage it is in. */
  waited(job: Job, ms: number): void {
    this.#inStages.waited(job, ms)
  }

  /** A job that was stopped without an end waits as before it began. */
  putBack(job: Job): void {
    if (this.#inStages.putBack(job)) this.#shift('running', 'waiting', job)
  }

  #shift(from: 'waiting' | 'running', to: 'waiting' | 'running', { members }: Job): void {
    const files = Math.max(1, members.length)
    this.counts[from] -= files
    this.counts[to] += files
  }

  isUnderWay(seq: number): boolean {
    return this.#inStages.has(seq)
  }

  /** The step a job is in, or null between steps. */
  stepOf(seq: number): string | null {
    return this.#inStages.stepOf(seq)
  }

  /** What is under way, in order of sequence. */
  inHand(): RunningRow[] {
    return this.#inStages.rows().sort((a, b) => a.seq - b.seq)
  }

  /** `made`: what was made of it, or of the files of its group together: then one of these has it all and the others nothing. */
  ended(row: EndedRow, sizeBytes: number, made = row.outputs): void {
    const wasRunning = this.#inStages.end(row.seq)
    this.counts[wasRunning ? 'running' : 'waiting']--
    this.counts[row.state]++
    this.#weigh(row, { sizeBytes, wasRunning })
    this.counts.results += made.length
    const outputBytes = made.reduce((sum, { bytes }) => sum + bytes, 0)
    this.counts.outputBytes += outputBytes
    if (row.reused) this.#takenOver({ files: 1, bytes: sizeBytes, results: made.length, outputBytes })
    if (row.fault?.code === 'worker-crashed')
      this.#crashed = { seq: row.seq, path: row.path, files: (this.#crashed?.files ?? 0) + 1 }
    if (!wasRunning || row.reused) return
    this.#processedBytes += sizeBytes
    this.#processedJobs++
  }

  /** As far as a row tells: at the end the journal says what the batch had made itself. A new one each time, since snapshots have it. */
  #takenOver(more: NonNullable<BatchCounts['takenOver']>): void {
    const { files, bytes, results, outputBytes } = this.counts.takenOver ?? noneTaken
    this.counts.takenOver = {
      files: files + more.files,
      bytes: bytes + more.bytes,
      results: results + more.results,
      outputBytes: outputBytes + more.outputBytes,
    }
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
    const running = this.#inStages
      .rows()
      .slice(0, runningShown)
      .map((row) => ({ ...row }))
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
      slowest: slowestStage(this.#inStages.leftMs),
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
  #sinceBegun(): Pick<BatchSnapshot, 'most' | 'workedFiles' | 'copiedBytes' | 'reusedBytes' | 'crashed'> {
    const { copiedBytes } = this.#inStages
    return {
      most: { ...this.#most },
      workedFiles: this.#processedJobs,
      ...(copiedBytes > 0 && { copiedBytes }),
      ...(this.#reusedBytes > 0 && { reusedBytes: this.#reusedBytes }),
      ...(this.#crashed && { crashed: this.#crashed }),
    }
  }

  /** Milliseconds all files together spent in each stage, up to now. */
  stageTimes(): Map<string, number> {
    return this.#inStages.times()
  }

  /** How long each file under way is in its stage. */
  ages(): { row: RunningRow; ms: number }[] {
    return this.#inStages.ages()
  }

  #stages(): BatchSnapshot['stages'] {
    const stages = { read: 0, transform: 0, write: 0 }
    for (const { stage } of this.#inStages.rows()) stages[gateOf(stage)]++
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

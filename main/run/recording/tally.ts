import type { BatchSnapshot, EndedRow, RunningRow } from '../../../contract/event.ts'
import { gateOf, gates } from '../../../contract/gate-of.ts'
import { type BatchCounts, emptyCounts, type JobState } from '../../../contract/job.ts'
import type { Clock } from '../../async/clock.ts'
import { Stopwatch } from '../../async/stopwatch.ts'
import type { Job } from '../job.ts'
import { Experience } from './experience.ts'
import { InStages } from './in-stages.ts'
import { slowestStage } from './slowest-stage.ts'
import { snapshotOf, type TalliedBatch } from './snapshot-of.ts'

/** Running files told in one snapshot. */
const runningShown = 8
const noneTaken = { files: 0, bytes: 0, results: 0, outputBytes: 0 }

/** Counts a batch as it goes: states, bytes, what is running where, and where the time goes. Holds no job that is not running. */
export class Tally {
  counts: BatchCounts = emptyCounts()
  readonly #inStages: InStages
  readonly #experience: Experience
  readonly #rest: Stopwatch
  readonly #clock: Clock
  #restsSinceMs: number | null = null
  #reusedBytes = 0
  #crashed: BatchSnapshot['crashed']
  readonly #most = { read: 0, transform: 0, write: 0 }

  constructor(clock: Clock) {
    this.#inStages = new InStages(clock)
    this.#experience = new Experience(clock)
    this.#rest = new Stopwatch(clock)
    this.#clock = clock
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
    if (this.#inStages.size > 0) return this.work()
    this.#rest.start()
    this.#restsSinceMs ??= this.#clock.nowMs()
  }

  /** The batch is worked on. */
  work(): void {
    this.#rest.stop()
    this.#restsSinceMs = null
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
    if (wasRunning && !row.reused) this.#experience.add(sizeBytes)
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
    const { totalBytes, endedBytes } = this.counts
    const { restedMs } = this
    const expectedBytes = Math.max(totalBytes, batch.arriving?.bytes ?? 0)
    const rows = this.#inStages.rows()
    const stages = this.#countStages(rows)
    return snapshotOf(batch, {
      counts: { ...this.counts },
      running: rows.slice(0, runningShown).map((row) => ({ ...row })),
      stages,
      slowest: slowestStage(this.#inStages.leftMs),
      remainingMs: this.#experience.remainingMs({ totalBytes: expectedBytes, endedBytes, restedMs }),
      most: { ...this.#most },
      workedFiles: this.#experience.jobs,
      copiedBytes: this.#inStages.copiedBytes,
      reusedBytes: this.#reusedBytes,
      crashed: this.#crashed,
      restedMs,
      restsSinceMs: this.#restsSinceMs,
    })
  }

  /** Milliseconds all files together spent in each stage, up to now. */
  stageTimes(): Map<string, number> {
    return this.#inStages.times()
  }

  /** How long each file under way is in its stage. */
  ages(): { row: RunningRow; ms: number }[] {
    return this.#inStages.ages()
  }

  /** How many files are in each part now, and notes where that is more than there ever were. */
  #countStages(rows: RunningRow[]): BatchSnapshot['stages'] {
    const stages = { read: 0, transform: 0, write: 0 }
    for (const { stage } of rows) stages[gateOf(stage)]++
    for (const gate of gates) this.#most[gate] = Math.max(this.#most[gate], stages[gate])
    return stages
  }
}

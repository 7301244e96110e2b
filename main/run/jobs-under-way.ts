import { WeightedSemaphore } from '../async/semaphore.ts'
import type { StepTimings } from '../journal/batches/timings.ts'
import type { BatchContext } from './batch-context.ts'
import { carryJob } from './carry-job.ts'
import type { Groups } from './groups.ts'
import { InHand } from './in-hand.ts'
import type { Job } from './job.ts'
import type { LastFiles } from './last-files.ts'
import { NamingOrder, type NamingPlace } from './naming-order.ts'
import type { Recorder } from './recording/recorder.ts'
import type { Banks } from './river.ts'
import type { Tally } from './recording/tally.ts'
import type { Turns } from './turns.ts'

/** Jobs that are objects at the same time; the rest are rows, or not walked yet. */
const underWayMost = 1_000

export interface UnderWayParts {
  batch: BatchContext
  tally: Tally
  turns: Turns
  recorder: Recorder
  last: LastFiles
  /** Null where the recipe makes no groups. */
  groups: Groups | null
  /** Once it aborts no job is launched any more, and none that was stopped is taken again. */
  stopTaking: AbortSignal
  /** Whether the batch comes to rest: what never began then stays a row that waits. */
  isResting: () => boolean
  /** Told of the files of each job that has come to its end. */
  onSettled: (paths: string[]) => void
}

/** The jobs of a batch between their launch and their recorded end: so many at a time, each with the ways to stop it. */
export class JobsUnderWay {
  readonly #parts: UnderWayParts
  readonly #window: WeightedSemaphore
  readonly #carried = new Set<Promise<void>>()
  readonly #inHand = new InHand()
  readonly #naming: NamingOrder
  /** Rows that were given up before they were launched. */
  readonly #dropped = new Set<number>()

  constructor(parts: UnderWayParts) {
    this.#parts = parts
    this.#window = new WeightedSemaphore({ budgets: { job: underWayMost }, clock: parts.batch.parts.clock })
    this.#naming = new NamingOrder(parts.batch, { hasBegun: ({ seq }) => parts.tally.isUnderWay(seq) })
  }

  /** Who has begun goes on; nobody else begins before `resume`. */
  pause(): void {
    this.#parts.turns.pause()
    this.#naming.pause()
  }

  resume(): void {
    this.#naming.resume()
    this.#parts.turns.resume()
  }

  /** Comes back when the job has room; it goes on by itself. Rejects once no more are taken. */
  async launch(job: Job, banks: Omit<Banks, 'stage'>): Promise<void> {
    const { turns, stopTaking, onSettled } = this.#parts
    await turns.open()
    const permit = await this.#window.acquire({ job: 1 }, { signal: stopTaking, who: job.source })
    const place = this.#naming.stand(job)
    const carried = this.#carry(job, banks, place).finally(() => {
      place[Symbol.dispose]()
      permit[Symbol.dispose]()
      this.#carried.delete(carried)
      onSettled([job, ...job.members].map(({ source }) => source))
    })
    this.#carried.add(carried)
    this.#parts.last.order()
  }

  /** Resolves when every job that was launched has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#carried)
  }

  /** Jobs that have begun stop now and are taken again. */
  putBack(): void {
    this.#inHand.putBack((seq) => this.#parts.tally.isUnderWay(seq))
  }

  /** Jobs that have not begun stop for good. */
  stopWaiting(): void {
    this.#inHand.stopAll((seq) => !this.#parts.tally.isUnderWay(seq))
  }

  stopAll(): void {
    this.#inHand.stopAll()
  }

  /** Gives rows up, launched or not; one that is being published is done all the same. */
  drop(seqs: readonly number[]): void {
    for (const seq of seqs) if (!this.#inHand.stop(seq)) this.#dropped.add(seq)
  }

  /** Rows that were given up are wanted after all. */
  undrop(seqs: readonly number[]): void {
    for (const seq of seqs) this.#dropped.delete(seq)
  }

  /** It begins anew when the disk takes files again. Where no more are taken it is not waited for: what holds it up may last for days. */
  #hold(job: Job): void {
    const { tally, stopTaking } = this.#parts
    tally.putBack(job)
    if (stopTaking.aborted) this.#inHand.stop(job.seq)
  }

  async #carry(job: Job, banks: Omit<Banks, 'stage'>, place: NamingPlace): Promise<void> {
    const { batch, tally, turns, recorder, groups, stopTaking, isResting } = this.#parts
    if (this.#dropped.delete(job.seq)) return recorder.record(job, { state: 'cancelled' })
    const signal = this.#inHand.begin(job.seq)
    if (batch.stopNow.aborted) this.#inHand.stop(job.seq)
    const onStage = (stage: string, fraction: number): void => {
      if (this.#inHand.has(job.seq)) tally.stage(job, stage, fraction)
    }
    const onWaited = (ms: number): void => tally.waited(job, ms)
    const timings: StepTimings = []
    const onTimings = (more: StepTimings): void => void timings.push(...more)
    const stage = { signal, turns, place, onStage, onHeld: () => this.#hold(job), onWaited, onTimings }
    const [left, ending] = await carryJob(job, { batch, banks: { ...banks, stage }, groups, recorder })
    if (this.#inHand.end(job.seq) && ending.state === 'cancelled') {
      tally.putBack(left)
      if (!stopTaking.aborted) return this.#carry(left, banks, place)
    }
    const neverBegan = ending.state === 'cancelled' && !tally.isUnderWay(job.seq)
    if (neverBegan && isResting()) return
    await recorder.record(left, ending, timings)
  }
}

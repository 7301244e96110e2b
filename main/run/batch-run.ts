import type { BatchSnapshot } from '../../contract/event.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchState } from '../../contract/job.ts'
import { arrivals } from '../intake/arrivals.ts'
import { BoundedQueue } from '../async/bounded-queue.ts'
import { WeightedSemaphore } from '../async/semaphore.ts'
import { Admissions, type Arrival } from './admission.ts'
import type { Announcer } from './announcer.ts'
import type { BatchContext } from './batch-context.ts'
import { Committer } from './committer.ts'
import { Copier } from './copier.ts'
import { Groups } from './groups.ts'
import type { Job } from './job.ts'
import { Recorder } from './recorder.ts'
import type { Banks } from './river.ts'
import { persist } from './persist.ts'
import { Tally } from './tally.ts'

/** Jobs that are objects at the same time; the rest are rows, or not walked yet. */
const underWayMost = 1_000
const snapshotEveryMs = 100
const chunksAhead = 4

export interface BatchRequest {
  sources: string[]
  /** Folders the walk does not enter, since results go there. */
  leaveOut: string[]
  consult: boolean
  again: boolean
}

/** One batch under way: walks, admits, carries, records. Ends by itself, or when it is told to stop. */
export class BatchRun {
  readonly batch: BatchContext
  readonly tally: Tally
  /** Resolves when every job has ended and the batch is recorded; never rejects. */
  readonly finished: Promise<BatchSnapshot>
  readonly #request: BatchRequest
  readonly #announcer: Announcer
  readonly #stopTaking = new AbortController()
  readonly #stopNow: AbortController
  readonly #recorder: Recorder
  readonly #window: WeightedSemaphore
  readonly #carried = new Set<Promise<void>>()
  readonly #groups: Groups | null
  #state: BatchState = 'counting'
  #reason = ''
  #resting = false
  #paused = Promise.withResolvers<void>()

  constructor(
    batch: BatchContext,
    { request, announcer, stopNow }: { request: BatchRequest; announcer: Announcer; stopNow: AbortController },
  ) {
    const { clock } = batch.parts
    this.batch = batch
    this.tally = new Tally(clock)
    this.#request = request
    this.#announcer = announcer
    this.#stopNow = stopNow
    this.#recorder = new Recorder(batch, this.tally, announcer)
    this.#window = new WeightedSemaphore({ budgets: { job: underWayMost }, clock })
    this.#groups = batch.course.gathering && new Groups(batch, batch.course.gathering.grouping)
    this.#paused.resolve()
    this.finished = this.#run()
  }

  get id(): string {
    return this.batch.record.id
  }

  snapshot(): BatchSnapshot {
    const { record, recipe, startedMs, gate } = this.batch
    const reason = this.#reason || (gate.reason?.message ?? '')
    const state = gate.reason && this.#state === 'running' ? 'needs-you' : this.#state
    return this.tally.snapshot({ id: record.id, recipe: recipe.name, out: record.outRoot, state, reason, startedMs })
  }

  /** Finishes the files in hand and takes no more until `resume`. */
  pause(): void {
    if (this.#state !== 'counting' && this.#state !== 'running') return
    this.#state = 'pausing'
    this.#paused = Promise.withResolvers()
  }

  resume(): void {
    if (this.#state === 'pausing' || this.#state === 'paused') this.#state = 'running'
    this.#paused.resolve()
  }

  /** `finish` ends the files in hand, `now` stops them and removes their leftovers. Resolves when that is done. */
  async stop(how: 'finish' | 'now'): Promise<void> {
    this.#stopTaking.abort()
    this.#paused.resolve()
    if (how === 'now') this.#stopNow.abort()
    await this.finished
  }

  /** As `stop('finish')`, but the batch is not over: its journal says that it waits to be gone on with. */
  async rest(): Promise<void> {
    this.#resting = true
    await this.stop('finish')
  }

  /** While it comes to rest: the files in hand are stopped too. */
  hurry(): void {
    this.#stopNow.abort()
  }

  async #run(): Promise<BatchSnapshot> {
    using _ = this.#announceRegularly()
    try {
      await this.#carryAll()
      const stopped = this.#stopTaking.signal.aborted
      this.#state = this.#resting ? 'paused' : stopped ? 'cancelled' : 'finished'
      this.tally.counts = await this.#recorder.end(this.#state)
    } catch (error) {
      this.#state = 'needs-you'
      this.#reason = Fault.from(error, this.batch.record.outRoot).message
      this.#announcer.tell({ type: 'notice', level: 'warn', message: this.#reason })
    }
    const snapshot = this.snapshot()
    this.#announcer.tell({ type: 'finished', batch: snapshot })
    return snapshot
  }

  async #carryAll(): Promise<void> {
    const { parts } = this.batch
    const concurrency = 3
    await using copier = new Copier({ io: parts.io, clock: parts.clock, concurrency })
    await using committer = new Committer(this.batch)
    try {
      await this.#takeAll({ copier, committer })
    } catch (error) {
      if (!this.#stopTaking.signal.aborted) this.#recorder.fail(error)
    }
    await Promise.all(this.#carried)
    await this.#recorder.flush()
  }

  /** Admission runs ahead of the taking by a few chunks, so that neither waits for the other; when the line is full it waits, and with it the walk. */
  async #takeAll(banks: Omit<Banks, 'stage'>): Promise<void> {
    const leaving = new AbortController()
    const signal = AbortSignal.any([this.#stopTaking.signal, leaving.signal])
    const line = new BoundedQueue<Arrival[]>({ capacity: chunksAhead })
    const admitting = this.#admitAll(line, signal)
    try {
      for await (const admitted of line.items({ signal })) {
        for (const arrival of admitted) await this.#take(arrival, banks)
        this.#recorder.throwIfFailed()
      }
      for (const members of this.#groups?.rest() ?? []) await this.#launchGroup(members, banks)
      if (this.#state === 'counting') this.#state = 'running'
    } finally {
      leaving.abort()
      await admitting
    }
  }

  async #admitAll(line: BoundedQueue<Arrival[]>, signal: AbortSignal): Promise<void> {
    const { sources, leaveOut, ...consulting } = this.#request
    const { io, settings } = this.batch.parts
    const admissions = new Admissions(this.batch, consulting)
    const options = { leaveOut, maxDepth: settings.limits.maxDepth, signal }
    try {
      for await (const entries of arrivals(io.pinned(), sources, options)) {
        const admitted = await admissions.admit(entries, { signal })
        for (const entry of entries) this.tally.found(entry.identity?.sizeBytes ?? 0)
        await line.put(admitted, { signal })
      }
      line.close()
    } catch (error) {
      line.fail(error)
    }
  }

  async #take(arrival: Arrival, banks: Omit<Banks, 'stage'>): Promise<void> {
    if (arrival.kind !== 'run') return this.#recorder.settledAtAdmission(arrival)
    if (!this.#groups) return this.#launch(arrival.job, banks)
    for (const members of this.#groups.add(arrival.job)) await this.#launchGroup(members, banks)
  }

  async #launchGroup(members: Job[], banks: Omit<Banks, 'stage'>): Promise<void> {
    if (!this.#groups) return
    if (await this.#groups.standsAsBefore(members)) return this.#recorder.adoptGroup(members)
    await this.#launch(await this.#groups.close(members), banks)
  }

  async #launch(job: Job, banks: Omit<Banks, 'stage'>): Promise<void> {
    await this.#untilGoing()
    const permit = await this.#window.acquire({ job: 1 }, { signal: this.#stopTaking.signal, who: job.source })
    const carried = this.#carry(job, banks).finally(() => {
      permit[Symbol.dispose]()
      this.#carried.delete(carried)
    })
    this.#carried.add(carried)
  }

  async #untilGoing(): Promise<void> {
    if (this.#state === 'pausing') {
      await Promise.all(this.#carried)
      if (this.#state === 'pausing') this.#state = 'paused'
    }
    await this.#paused.promise
    this.#stopTaking.signal.throwIfAborted()
  }

  async #carry(job: Job, banks: Omit<Banks, 'stage'>): Promise<void> {
    this.tally.started(job)
    const signal = this.#stopNow.signal
    const onStage = (stage: string, fraction: number): void => this.tally.stage(job, stage, fraction)
    const ending = await persist(job, this.batch, { ...banks, stage: { signal, onStage } })
    await this.#recorder.record(job, ending)
  }

  #announceRegularly(): Disposable {
    const announce = (): void => {
      this.#recorder.tellRows()
      this.#announcer.tell({ type: 'batch', batch: this.snapshot() })
    }
    const timer = setInterval(announce, snapshotEveryMs)
    return { [Symbol.dispose]: () => clearInterval(timer) }
  }
}

import type { BatchSnapshot } from '../../contract/event.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchRecord } from '../journal/batches/batches.ts'
import { planCourse } from '../plan/course.ts'
import { Announcer } from './recording/announcer.ts'
import { Arrivals } from './arriving/arrivals.ts'
import type { EngineParts } from './batch-context.ts'
import { BatchRun } from './batch-run.ts'
import { Days } from './days.ts'
import { diskOf } from './disk-of.ts'
import { type FoundRecipe, openBatch } from './open-batch.ts'
import { Openings, type Waits } from './openings.ts'
import { settleLeft } from './recovery/settle-batch.ts'
import {
  batchKey,
  endedOf,
  endOf,
  movedTo,
  newBatch,
  requestOfBatch,
  restedUntil,
  type ResumeOptions,
  type RunRequest,
  type StartRequest,
} from './start-request.ts'

/** Going on with a batch, as long as whoever asked waits for it. */
type Going = ResumeOptions & Waits

/** Many batches at once on one set of parts. Closing finishes the files in hand of all of them. */
export class Engine implements AsyncDisposable {
  readonly announcer = new Announcer()
  /** Folders that files are on their way to. */
  readonly arrivals: Arrivals
  /** Batches of watched folders. */
  readonly days: Days
  readonly #parts: EngineParts
  readonly #runs = new Map<string, BatchRun>()
  readonly #openings = new Openings()

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.arrivals = new Arrivals(parts.clock)
    const warn = (message: string): void => this.announcer.tell({ type: 'notice', level: 'warn', message })
    parts.io.onDeadDisk = (path) => warn(deadDiskText(path))
    parts.io.onSilentDisk = (path) => warn(silentDiskText(path))
    this.days = new Days({
      parts,
      byKey: (key) => this.#byKey(key),
      openings: this.#openings,
      begin: (record, request) => this.#run(record, request),
    })
  }

  /** Starts a batch, or goes on with the unfinished one of the same recipe, sources and folder. One that is being taken back is waited for. */
  async start(request: StartRequest, { signal }: Waits): Promise<BatchSnapshot> {
    const run = await this.#openings.inTurn(batchKey(request), () => this.#start(request), { signal })
    return run.snapshot()
  }

  async #start(request: StartRequest): Promise<BatchRun> {
    const key = batchKey(request)
    const current = this.#byKey(key)
    if (current) return current
    const { journal, clock } = this.#parts
    const expected = this.arrivals.of(request.sources)
    const unfinished = await this.earlier(request)
    if (unfinished) return this.#run(unfinished, { ...request, expected, continued: true })
    const begun = { startedMs: clock.nowMs(), mount: await diskOf(this.#parts, request.out) }
    const record = await journal.call('addBatch', newBatch(key, request, begun))
    try {
      return await this.#run(record, { ...request, expected, continued: false })
    } catch (error) {
      await journal.call('dropUnbegun', record.n)
      throw error
    }
  }

  /** The batch that `start` goes on with; null where it begins one. */
  earlier(request: Pick<StartRequest, 'recipe' | 'sources' | 'out'>): Promise<BatchRecord | null> {
    // Of files that are on their way there is one batch, also if it ended without all of them.
    const which = this.arrivals.of(request.sources) ? 'batchOfKey' : 'findUnfinished'
    return this.#parts.journal.call(which, batchKey(request))
  }

  #byKey(key: string): BatchRun | undefined {
    return [...this.#runs.values()].find((run) => run.batch.record.key === key)
  }

  async #run(asItWas: BatchRecord, request: RunRequest): Promise<BatchRun> {
    const resumedMs = this.#parts.clock.nowMs()
    const restedMs = restedUntil(asItWas, resumedMs)
    const record = { ...asItWas, restedMs }
    const stopNow = new AbortController()
    const { expected } = request
    const feed = request.feed ?? expected?.newFeed()
    const opening = { ...request, ...(feed && { feed }), stopNow: stopNow.signal }
    const { batch, begun } = await openBatch(this.#parts, record, opening)
    const ends = request.only
      ? { counts: record.counts, endsAs: endOf(record.state) }
      : request.feed && { counts: endedOf(record.counts) }
    const at = request.continued ? { resumedMs } : {}
    await this.#parts.journal.call('setBatchState', { n: record.n, state: 'running', endedMs: null, restedMs, ...at })
    const run = new BatchRun(batch, { ...begun, announcer: this.announcer, stopNow, expected, ...ends })
    this.#runs.set(run.id, run)
    void run.finished.then(() => this.#runs.delete(run.id))
    if (feed) void expected?.fill(feed, run)
    return run
  }

  /** Takes rows of a batch at rest once more, and nothing else of it. */
  async retake(asked: BatchRecord, { only, signal, ...options }: Going & { only: number[] }): Promise<void> {
    await this.#inTurn(asked, { signal }, async (record) => {
      if (this.#runs.get(record.id)?.retake(only)) return
      await this.#run(record, { ...requestOfBatch(record, options), continued: true, only })
    })
  }

  /** Whether a recipe makes one result of many files. */
  gathers({ recipe }: FoundRecipe): boolean {
    return planCourse(recipe, this.#parts.descriptors).gathering !== null
  }

  /** Goes on with a batch from its own record: the recipe as it was then, the same sources. */
  async resume(asked: BatchRecord, { signal, ...options }: Going): Promise<BatchSnapshot> {
    const run = await this.#inTurn(asked, { signal }, (record) => this.#start(requestOfBatch(record, options)))
    return run.snapshot()
  }

  /** Stops a batch, and goes on with what is left of it into another folder. Faults: `usage-wrong` where the same files were run into that one, `volume-gone`. */
  async redirect(asked: BatchRecord, { out, signal, ...options }: Going & { out: string }): Promise<BatchSnapshot> {
    if (asked.watch !== null) throw unfit(asked.id, 'It belongs to a watched folder, which says where its results go.')
    const run = await this.#inTurn(asked, { signal }, async (record) => {
      const request = { ...requestOfBatch(record, options), out }
      await this.#move(record, request)
      return this.#start(request)
    })
    return run.snapshot()
  }

  async #move(record: BatchRecord, request: StartRequest): Promise<void> {
    const { journal } = this.#parts
    const { out } = request
    const key = batchKey(request)
    if (await journal.call('batchOfKey', key)) throw unfit(out, 'The same files were run into it before.')
    const mount = await diskOf(this.#parts, out)
    using _ = this.#parts.io.hurry()
    await this.running(record.id)?.rest('now')
    await journal.call('moveBatch', { ...movedTo(record, { out, mount }), key })
  }

  /** Stops a batch under way; one at rest is marked as cancelled. Comes back when it is done, with how many jobs were given up. */
  async cancel(id: string, { how, signal }: Waits & { how: 'finish' | 'now' }): Promise<{ cancelled: number }> {
    const run = this.running(id)
    if (run) return this.#stop(run, how)
    // It may be just about to be opened.
    const found = await this.#inTurn(await this.#find(id), { signal }, async (record) => {
      return this.running(record.id) ?? (await this.#cancelAtRest(record))
    })
    return found instanceof BatchRun ? this.#stop(found, how) : found
  }

  async #stop(run: BatchRun, how: 'finish' | 'now'): Promise<{ cancelled: number }> {
    using _ = this.#parts.io.hurry()
    await run.stop(how)
    return { cancelled: run.tally.counts.cancelled }
  }

  async #cancelAtRest(record: BatchRecord): Promise<{ cancelled: number }> {
    const { journal, clock } = this.#parts
    this.days.unpause(record)
    if (record.endedMs !== null) return { cancelled: 0 }
    await settleLeft(this.#parts, record)
    const given = await journal.call('endOpen', { batch: record.n, state: 'cancelled', fault: null })
    const endedMs = clock.nowMs()
    const restedMs = restedUntil(record, endedMs)
    await journal.call('endBatch', { n: record.n, state: 'cancelled', endedMs, restedMs })
    return { cancelled: given.length }
  }

  /**
   * Works on a batch at rest, which nobody opens meanwhile. The day of a watched folder is brought to rest for it, and goes on afterwards as it was;
   * fault `usage-wrong` while any other is under way.
   */
  async apart<T>(asked: BatchRecord, { signal }: Waits, fn: (record: BatchRecord) => Promise<T>): Promise<T> {
    using _ = await this.#inTurn(asked, { signal }, ({ id, key, watch }) => {
      if (watch === null && this.#runs.has(id)) throw unfit(id, 'It is still under way: cancel it first.')
      return this.#openings.keepClosed(key)
    })
    await this.days.rest(asked, { signal })
    return await fn(await this.#find(asked.id))
  }

  /** In turn, with the record as it is then: it may have been sent to another folder meanwhile, and be the batch of that. */
  async #inTurn<T>({ id, key }: BatchRecord, waits: Waits, fn: (record: BatchRecord) => T | Promise<T>): Promise<T> {
    const inTurn = async () => {
      const record = await this.#find(id)
      return record.key === key ? { value: await fn(record) } : record
    }
    const found = await this.#openings.inTurn(key, inTurn, waits)
    return 'value' in found ? found.value : this.#inTurn(found, waits, fn)
  }

  async #find(id: string): Promise<BatchRecord> {
    const record = await this.#parts.journal.call('findBatch', id)
    if (!record) throw new Fault('batch-unknown', { subject: id })
    return record
  }

  get underWay(): BatchRun[] {
    return [...this.#runs.values()]
  }

  /** The batch if it is under way. */
  running(id: string): BatchRun | undefined {
    return id === 'last' ? [...this.#runs.values()].at(-1) : this.#runs.get(id)
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all([...this.#runs.values()].map((run) => run.finished))
  }

  /** Finishes the files in hand and begins nothing more. Batches rest where they are; whoever takes the engine over goes on with them. */
  async rest(): Promise<void> {
    using _ = this.#parts.io.hurry()
    await this.#openings.end()
    await Promise.all([...this.#runs.values()].map((run) => run.rest('finish')))
  }

  /** Stops the files that a rest waits for; going on with their batch takes them again. */
  hurry(): void {
    for (const run of this.#runs.values()) run.hurry()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rest()
    this.announcer.close()
  }
}

function deadDiskText(path: string): string {
  return `The disk of ${path.toWellFormed()} does not answer, so it is not waited for. What was under way there is left for the next run.`
}

function silentDiskText(path: string): string {
  return `The disk of ${path.toWellFormed()} does not answer. What is under way there goes on when it does.`
}

const unfit = (subject: string, why: string): Fault => new Fault('usage-wrong', { subject, why })

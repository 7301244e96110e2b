import type { BatchSnapshot } from '../../contract/event.ts'
import { Fault } from '../../contract/fault.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import { Announcer } from './recording/announcer.ts'
import { Arrivals } from './arriving/arrivals.ts'
import type { EngineParts } from './batch-context.ts'
import { BatchRun } from './batch-run.ts'
import { BatchStarter } from './batch-starter.ts'
import { BatchTurns } from './batch-turns.ts'
import { BatchesUnderWay } from './batches-under-way.ts'
import { cancelAtRest } from './cancel-at-rest.ts'
import { Days } from './days.ts'
import { moveBatch } from './move-batch.ts'
import { Openings, type Waits } from './openings.ts'
import { Retention } from './retention.ts'
import { requestOfBatch, type ResumeOptions } from './recorded-request.ts'
import { batchKey, type StartRequest } from './start-request.ts'
import { isPartlyUndone } from './taking-up.ts'
import { warnOfDisks } from './warn-of-disks.ts'

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
  readonly #underWay = new BatchesUnderWay()
  readonly #openings = new Openings()
  readonly #retention: Retention
  readonly #turns: BatchTurns
  readonly #starter: BatchStarter

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.arrivals = new Arrivals(parts.clock)
    this.#turns = new BatchTurns(parts.journal, this.#openings)
    this.#retention = new Retention(parts)
    const shared = { parts, underWay: this.#underWay }
    const { announcer, arrivals } = this
    this.#starter = new BatchStarter({ ...shared, announcer, arrivals, retention: this.#retention })
    this.days = new Days({ ...shared, openings: this.#openings, starter: this.#starter })
    warnOfDisks(parts.io, this.announcer)
  }

  /** Starts a batch, or goes on with the unfinished one of the same recipe, sources and folder. One that is being taken back is waited for. */
  async start(request: StartRequest, { signal }: Waits): Promise<BatchSnapshot> {
    const run = await this.#openings.inTurn(batchKey(request), () => this.#starter.start(request), { signal })
    return run.snapshot()
  }

  /** The batch that `start` goes on with; null where it begins one. */
  earlier(request: Pick<StartRequest, 'recipe' | 'sources' | 'out'>): Promise<BatchRecord | null> {
    return this.#starter.earlier(request)
  }

  /** Takes rows of a batch at rest once more, and nothing else of it. */
  async retake(asked: BatchRecord, { only, signal, ...options }: Going & { only: number[] }): Promise<void> {
    await this.#turns.inTurn(asked, { signal }, async (record) => {
      if (this.#underWay.find(record.id)?.retake(only)) return
      await this.#starter.run(record, { ...requestOfBatch(record, options), continued: true, only })
    })
  }

  /** Goes on with a batch from its own record: the recipe as it was then, the same sources. Single files that a person took back are left alone. */
  async resume(asked: BatchRecord, { signal, ...options }: Going): Promise<BatchSnapshot> {
    const goOn = (record: BatchRecord): Promise<BatchRun> => {
      const left = isPartlyUndone(record) ? { partlyUndone: record } : {}
      return this.#starter.start({ ...requestOfBatch(record, options), ...left })
    }
    const run = await this.#turns.inTurn(asked, { signal }, goOn)
    return run.snapshot()
  }

  /** Stops a batch, and goes on with what is left of it into another folder. Faults: `usage-wrong` where the same files were run into that one, `volume-gone`. */
  async redirect(asked: BatchRecord, { out, signal, ...options }: Going & { out: string }): Promise<BatchSnapshot> {
    if (asked.watch !== null) throw unfit(asked.id, 'It belongs to a watched folder, which says where its results go.')
    const run = await this.#turns.inTurn(asked, { signal }, async (record) => {
      const request = { ...requestOfBatch(record, options), out }
      await moveBatch(this.#parts, record, { request, run: this.running(record.id) })
      return this.#starter.start(request)
    })
    return run.snapshot()
  }

  /** Stops a batch under way; one at rest is marked as cancelled. Comes back when it is done, with how many jobs were given up. */
  async cancel(id: string, { how, signal }: Waits & { how: 'finish' | 'now' }): Promise<{ cancelled: number }> {
    const run = this.running(id)
    if (run) return this.#stop(run, how)
    // It may be just about to be opened.
    const found = await this.#turns.inTurn(await this.#turns.find(id), { signal }, async (record) => {
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
    this.days.unpause(record)
    return { cancelled: await cancelAtRest(this.#parts, record) }
  }

  /**
   * Works on a batch at rest, which nobody opens meanwhile. The day of a watched folder is brought to rest for it, and goes on afterwards as it was;
   * fault `usage-wrong` while any other is under way.
   */
  async apart<T>(asked: BatchRecord, { signal }: Waits, fn: (record: BatchRecord) => Promise<T>): Promise<T> {
    using _ = await this.#turns.inTurn(asked, { signal }, ({ id, key, watch }) => {
      if (watch === null && this.running(id)) throw unfit(id, 'It is still under way: cancel it first.')
      return this.#openings.keepClosed(key)
    })
    await this.days.rest(asked, { signal })
    return await fn(await this.#turns.find(asked.id))
  }

  get underWay(): BatchRun[] {
    return this.#underWay.all
  }

  /** The batch if it is under way; `last` is the one that was begun last. */
  running(id: string): BatchRun | undefined {
    return this.#underWay.find(id)
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#underWay.idle()
  }

  /** Finishes the files in hand and begins nothing more. Batches rest where they are; whoever takes the engine over goes on with them. */
  async rest(): Promise<void> {
    using _ = this.#parts.io.hurry()
    await this.#openings.end()
    await Promise.all(this.underWay.map((run) => run.rest('finish')))
  }

  /** Stops the files that a rest waits for; going on with their batch takes them again. */
  hurry(): void {
    for (const run of this.underWay) run.hurry()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rest()
    await this.#retention[Symbol.asyncDispose]()
    this.announcer.close()
  }
}

const unfit = (subject: string, why: string): Fault => new Fault('usage-wrong', { subject, why })

import type { BatchSnapshot } from '../../contract/event.ts'
import { Fault } from '../../contract/fault.ts'
import { emptyCounts } from '../../contract/job.ts'
import { onAbort } from '../async/abort-listener.ts'
import { regularly } from '../async/regularly.ts'
import type { Announcer } from './recording/announcer.ts'
import type { BatchContext } from './batch-context.ts'
import type { EndState } from './end-batch.ts'
import { Committer } from './commit/committer.ts'
import { Copier } from './making/copier.ts'
import { Sealer } from './making/sealer.ts'
import { clearLeftovers } from './recovery/clear-leftovers.ts'
import { Groups } from './groups.ts'
import { IntakeLine } from './admitting/intake-line.ts'
import { JobFeed } from './job-feed.ts'
import { JobsUnderWay } from './jobs-under-way.ts'
import { LastFiles } from './last-files.ts'
import { News } from './recording/news.ts'
import { haveOriginalsStayed, leavingOriginals } from './originals.ts'
import { Recorder } from './recording/recorder.ts'
import { runEnding } from './run-ending.ts'
import type { RunOptions } from './run-options.ts'
import { RunState } from './run-state.ts'
import { titleOfBatch } from './recorded-request.ts'
import { Tally } from './recording/tally.ts'
import { Turns } from './turns.ts'

const snapshotEveryMs = 100
/** Of a run whose engine is killed no more of its time is unknown. */
const workedEveryMs = 2_000

/** One batch under way: walks, admits, carries, records. Ends by itself, or when it is told to stop. */
export class BatchRun {
  readonly batch: BatchContext
  readonly tally: Tally
  /** Resolves when every job has ended and the batch is recorded; never rejects. */
  readonly finished: Promise<BatchSnapshot>
  readonly #title: string
  readonly #line: IntakeLine
  readonly #endsAs: EndState
  readonly #announcer: Announcer
  readonly #news: News
  readonly #stopTaking = new AbortController()
  readonly #stopNow: AbortController
  readonly #recorder: Recorder
  readonly #jobs: JobsUnderWay
  readonly #feed: JobFeed
  /** Files that are on their way to it; undefined where all of them were there when it began. */
  readonly expected: RunOptions['expected']
  /** Null where the recipe makes no groups. */
  readonly groups: Groups | null
  readonly #state = new RunState()
  #resting = false
  /** Known at the end: a recipe may have left all of them where they were. */
  #allStayed = false

  constructor(batch: BatchContext, options: RunOptions) {
    const { request, announcer, stopNow, counts = emptyCounts(), endsAs = 'finished' } = options
    this.batch = batch
    this.#title = titleOfBatch(batch.record)
    this.tally = new Tally(batch.parts.clock)
    this.#news = new News(batch.parts.clock, { tally: this.tally, announcer })
    const { permits, settings } = batch.parts
    const tail = { batchId: this.id, permits, tally: this.tally, cores: settings.cores }
    const last = new LastFiles({ ...tail, hasAll: () => this.#line.hasAll })
    const onWalked = (): void => {
      this.#state.walked()
      last.order()
    }
    this.#line = new IntakeLine(batch, request, { tally: this.tally, onWalked })
    this.#endsAs = endsAs
    this.expected = options.expected
    this.tally.counts = counts
    this.#announcer = announcer
    this.#stopNow = stopNow
    this.#recorder = new Recorder(batch, this.tally, announcer)
    this.groups = batch.course.gathering && new Groups(batch, batch.course.gathering.grouping)
    this.#jobs = new JobsUnderWay({
      batch,
      tally: this.tally,
      turns: new Turns(this.tally, { stopTaking: this.#stopTaking.signal, last }),
      last,
      recorder: this.#recorder,
      groups: this.groups,
      stopTaking: this.#stopTaking.signal,
      isResting: () => this.#resting,
      onSettled: (paths) => this.#line.settle(paths),
    })
    const stopTaking = this.#stopTaking.signal
    this.#feed = new JobFeed(batch, {
      line: this.#line,
      jobs: this.#jobs,
      groups: this.groups,
      recorder: this.#recorder,
      stopTaking,
    })
    this.finished = this.#run(options.passedOver)
  }

  get id(): string {
    return this.batch.record.id
  }

  snapshot(): BatchSnapshot {
    const { record, recipe, gate } = this.batch
    const gathering = record.watch === null ? undefined : this.groups?.told()
    const arriving = this.expected?.told()
    const state = this.#state.told({ isAtWork: this.tally.counts.running > 0, isHeld: gate.held !== null })
    const reason = this.#state.reason || (gate.reason?.message ?? '')
    const leaving = leavingOriginals(this.batch)
    const how = { state, reason, held: gate.held, ...leaving, title: this.#title, gathering, arriving }
    const told = this.tally.snapshot({ ...record, recipe: recipe.name, out: record.outRoot, ...how })
    return { ...told, ...this.#line.told, ...this.#unlessStayed(leaving) }
  }

  /** `finish` ends the files in hand, `now` stops them: they wait again. No other is taken until `resume`. */
  pause(how: 'finish' | 'now'): void {
    if (this.#state.isGoing) this.#jobs.pause()
    this.#state.pause()
    if (how === 'now' && this.#state.isPausing) this.#jobs.putBack()
  }

  get isPaused(): boolean {
    return this.#state.isPaused
  }

  resume(): void {
    this.#state.resume()
    this.tally.work()
    this.#jobs.resume()
  }

  /** `finish` ends the files in hand, `now` stops them and removes their leftovers. Resolves when that is done. */
  async stop(how: 'finish' | 'now'): Promise<void> {
    this.#stopTaking.abort()
    this.#jobs.resume()
    this.#jobs.stopWaiting()
    if (how === 'now') this.#stopNow.abort()
    await this.finished
  }

  /** As `stop`, but the batch is not over: its journal says that it waits to be gone on with. What `now` stops waits too. */
  async rest(how: 'finish' | 'now'): Promise<void> {
    this.#resting = true
    if (how === 'now') this.#jobs.putBack()
    await this.stop('finish')
  }

  /** While it comes to rest: the files in hand are stopped too. */
  hurry(): void {
    this.#stopNow.abort()
  }

  /** Takes rows that have ended once more; false when it is too late for that. */
  retake(seqs: readonly number[]): boolean {
    if (this.#stopTaking.signal.aborted || !this.#line.retake(seqs)) return false
    this.#jobs.undrop(seqs)
    return true
  }

  /** Gives up rows that wait or are in hand; one that is being published is done all the same. */
  drop(seqs: readonly number[]): void {
    this.#jobs.drop(seqs)
  }

  async #run(passedOver: readonly number[]): Promise<BatchSnapshot> {
    using _ = regularly(snapshotEveryMs, () => this.#announce())
    using _noting = regularly(workedEveryMs, () => void this.#recorder.noteWorked(this.#restedMs))
    using _stopping = onAbort(this.#stopNow.signal, () => this.#jobs.stopAll())
    try {
      await Promise.all([this.#recorder.tellClosed(passedOver), this.#carryAll()])
      await this.#end()
    } catch (error) {
      const { message } = Fault.from(error, this.batch.record.outRoot)
      this.#state.end('needs-you', message)
      this.#announcer.tell({ type: 'notice', level: 'warn', message })
    }
    const snapshot = this.snapshot()
    this.#announcer.tell({ type: 'finished', batch: snapshot })
    return snapshot
  }

  async #end(): Promise<void> {
    const run = { batch: this.batch, tally: this.tally, line: this.#line, endsAs: this.#endsAs }
    const ending = runEnding(run, { isResting: this.#resting, isStopped: this.#stopTaking.signal.aborted })
    const worked = { restedMs: this.#restedMs, walked: this.#line.walked }
    const { state, counts } = await this.#recorder.end(ending, worked)
    this.tally.counts = counts
    this.#allStayed = await haveOriginalsStayed(this.batch)
    // Told from here on, and not while it is being noted: whoever hears of the end may act on it.
    this.#state.end(state, state === 'needs-you' ? this.#recorder.whyOpen : '')
  }

  #unlessStayed(leaving: ReturnType<typeof leavingOriginals>): Partial<typeof leaving> {
    return this.#allStayed ? {} : leaving
  }

  get #restedMs(): number {
    return this.batch.record.restedMs + Math.round(this.tally.restedMs)
  }

  async #carryAll(): Promise<void> {
    const { parts, record, gate } = this.batch
    const concurrency = 4
    await using copier = new Copier({ io: parts.io, clock: parts.clock, concurrency })
    await using sealer = new Sealer(parts)
    await using committer = new Committer(this.batch)
    try {
      await this.#feed.all({ copier, sealer, committer })
    } catch (error) {
      if (!this.#stopTaking.signal.aborted) this.#recorder.fail(error)
    }
    await this.#jobs.ended()
    await this.#recorder.flush()
    if (gate.wasGone) await clearLeftovers(parts, record, await parts.journal.call('foldersOf', record))
  }

  #announce(): void {
    this.#recorder.tellRows()
    this.#news.tell(this.snapshot())
  }
}

import type { BatchSnapshot } from '../../../contract/event.ts'
import { onAbort } from '../../async/abort-listener.ts'
import { BoundedQueue } from '../../async/bounded-queue.ts'
import { slices } from '../../async/slices.ts'
import { arrivals } from '../../intake/arrivals.ts'
import { wholeBlocks } from '../../intake/whole-blocks.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import { Admissions, type Met } from './admissions.ts'
import type { Arrival } from './arrival.ts'
import type { ArrivalFeed } from './arrival-feed.ts'
import type { BatchContext } from '../batch-context.ts'
import { opensPackages } from './opens-packages.ts'
import { retakenEntries } from './retaken.ts'
import type { Tally } from '../recording/tally.ts'
import { UnseenFolders } from './unseen-folders.ts'

export interface BatchRequest {
  sources: string[]
  /** Folders the walk does not enter, since results go there. */
  leaveOut: string[]
  consult: boolean
  again: boolean
  /** Files that were taken back stay so. */
  leavesUndone: boolean
  /** Rows to be taken once more, and nothing else; null walks the sources. */
  only: number[] | null
  /** Files come from here over time, instead of from a walk of the sources. */
  feed: ArrivalFeed | null
}

const chunksAhead = 4
const retakenAtOnce = 256
/** Beginning a job takes some 0.1 ms: faces are answered in between. */
const takenAtOnce = 64

export interface IntakeOptions {
  tally: Tally
  /** The walk has met its last file. */
  onWalked: () => void
}

/**
 * Everything that is admitted to a batch, in chunks: what the walk meets, and in between the rows somebody wants tried again. Admission runs
 * ahead of the taking by a few chunks, so that neither waits for the other; when the line is full it waits, and with it the walk.
 */
export class IntakeLine {
  readonly #batch: BatchContext
  readonly #request: BatchRequest
  readonly #options: IntakeOptions
  readonly #line = new BoundedQueue<Arrival[]>({ capacity: chunksAhead })
  readonly #again: number[]
  /** Put, and not settled yet: while there are some, somebody may still want one tried again. */
  #unsettled = 0
  #open = true
  #hasAll = false
  #change = Promise.withResolvers<void>()

  constructor(batch: BatchContext, request: BatchRequest, options: IntakeOptions) {
    this.#batch = batch
    this.#request = request
    this.#options = options
    this.#again = [...(request.only ?? [])]
  }

  /** Every file there is has been admitted. */
  get hasAll(): boolean {
    return this.#hasAll
  }

  /** All files that the batch was asked for have been met; rows that are taken once more say nothing of that. */
  get walked(): boolean {
    return this.#request.only === null ? this.#hasAll : this.#batch.record.walked
  }

  /** What a snapshot tells of it, once nothing more is admitted. */
  get told(): Pick<BatchSnapshot, 'partial'> {
    return this.#open || this.#hasAll ? {} : { partial: true }
  }

  /** Rows that have ended are to be taken once more; false when the line is closed and somebody else has to. */
  retake(seqs: readonly number[]): boolean {
    if (!this.#open) return false
    for (const seq of seqs) this.#again.push(seq)
    this.#change.resolve()
    this.#request.feed?.nudge()
    return true
  }

  /** To be told of every arrival that has come to its end, and of the files it was made of. */
  settle(paths: string[]): void {
    if (--this.#unsettled === 0) this.#change.resolve()
    for (const path of paths) this.#request.feed?.settled(path)
  }

  items(options: { signal: AbortSignal }): AsyncIterable<Arrival[]> {
    return slices(this.#line.items(options), { most: takenAtOnce })
  }

  /** Admits until everything is in the line and settled. What goes wrong comes out of the line. Never rejects. */
  async admitAll({ signal }: { signal: AbortSignal }): Promise<void> {
    using _ = onAbort(signal, () => this.#change.resolve())
    try {
      if (this.#request.feed) this.#options.onWalked()
      if (this.#request.only === null) await this.#walk(signal)
      this.#hasAll = true
      this.#batch.inputs.walked()
      this.#options.onWalked()
      await this.#retake(signal)
      while (await this.#mayComeMore(signal)) await this.#retake(signal)
      this.#line.close()
    } catch (error) {
      this.#line.fail(error)
    } finally {
      this.#open = false
    }
  }

  /** Waits for a wish or the end. Groups are closed by the end of the walk, so they cannot wait for it to be far off. */
  async #mayComeMore(signal: AbortSignal): Promise<boolean> {
    while (this.#again.length === 0 && this.#unsettled > 0 && this.#batch.course.gathering === null) {
      await this.#change.promise
      this.#change = Promise.withResolvers()
      signal.throwIfAborted()
    }
    this.#open = this.#again.length > 0
    return this.#open
  }

  async #walk(signal: AbortSignal): Promise<void> {
    const { consult, again, leavesUndone } = this.#request
    const { record } = this.#batch
    // The batch of a day goes on counting; any other meets its files from the first one on.
    const counted = record.watch === null ? 0 : record.counts.total
    const admissions = new Admissions(this.#batch, { consult, again, leavesUndone, counted })
    const unseen = consult ? await UnseenFolders.of(this.#batch) : null
    for await (const entries of this.#entries(signal)) {
      await this.#admit(admissions, { entries, signal })
      unseen?.met(entries)
      await this.#retake(signal)
    }
    const opened = unseen?.opened()
    if (opened && opened.entries.length > 0) await this.#admit(admissions, { ...opened, signal })
  }

  async #admit(
    admissions: Admissions,
    { entries, signal, ...how }: { entries: WalkEntry[]; numbers?: number[]; signal: AbortSignal },
  ): Promise<void> {
    const admitted = await admissions.admit(entries, { signal, ...how })
    const passed = new Set(admitted.flatMap((met) => (met.kind === 'passed-over' ? [met.path] : [])))
    for (const { path, identity } of entries) if (!passed.has(path)) this.#options.tally.found(identity?.sizeBytes ?? 0)
    await this.#put(admitted, signal)
  }

  #entries(signal: AbortSignal): AsyncIterable<WalkEntry[]> {
    const { sources, leaveOut, feed } = this.#request
    const { parts, recipe, record } = this.#batch
    const { maxDepth } = parts.settings.limits
    const reach = { leaveOut, closed: [parts.stateFolder], maxDepth }
    const options = { ...reach, opensPackages: opensPackages(sources, this.#batch), signal }
    const entries = feed?.items({ signal }) ?? arrivals(parts.io.pinned(), sources, options)
    // Files come into a watched folder in any order: there a block is never known to be whole.
    return recipe.companions === 'none' || record.watch !== null ? entries : wholeBlocks(entries)
  }

  async #retake(signal: AbortSignal): Promise<void> {
    const { journal } = this.#batch.parts
    const admissions = new Admissions(this.#batch, { consult: true, again: false })
    while (this.#again.length > 0) {
      const seqs = this.#again.splice(0, retakenAtOnce)
      const together = this.#batch.recipe.companions !== 'none'
      const rows = await journal.call('rowsAt', { batch: this.#batch.record.n, seqs, together })
      const entries = await retakenEntries(rows, this.#batch)
      // The walk met the first file as number 1, and rows are in its order.
      const numbers = rows.map(({ seq }) => seq + 1)
      const admitted = await admissions.admit(entries, { signal, numbers })
      for (const row of rows) this.#options.tally.retaken(row)
      await this.#put(admitted, signal)
    }
  }

  async #put(met: Met[], signal: AbortSignal): Promise<void> {
    const admitted = met.filter((each) => each.kind !== 'passed-over')
    this.#unsettled += admitted.length
    await this.#line.put(admitted, { signal })
  }
}

import { Fault } from '../../../contract/fault.ts'
import type { OutputRecord } from '../../../contract/job.ts'
import { Batcher, type Settled } from '../../async/batcher.ts'
import type { Published } from '../../io/publishing/publish-request.ts'
import type { BatchContext } from '../batch-context.ts'
import {
  type CommitEntry,
  makeUnsure,
  moveAcross,
  newEntry,
  openEntries,
  outcomeOf,
  requestsOf,
} from './commit-entry.ts'
import { CommitNotes } from './commit-notes.ts'
import { CommitPlaces } from './commit-places.ts'
import { Company } from './company.ts'
import { settled } from '../making/copier.ts'
import { Displacer } from './displacer.ts'
import { noteHalves } from '../recovery/half-results.ts'
import { flushEntries } from './flush-entries.ts'
import type { Finished } from '../job.ts'
import { linkAsNamed } from './links.ts'
import { publishSets } from './publish-sets.ts'
import { Rescue } from './rescue.ts'
import { TakenNames } from './taken-names.ts'
import { Twins } from './twins.ts'

/** With two of 64 a tenth of both cores waited for messages while thousands of small files were copied. */
const groupMost = 128
const groupsUnderWay = 3
/** A job with more results than this waits for no company. */
const groupResultsMost = 1024
/** A name may be taken again and again while others write to the folder; then somebody has to look. */
const renamesMost = 1000

/** How a job comes to its turn. */
export interface Turn {
  /** Others wait for it no longer. */
  coming: Disposable
  /** Another may be named only after it: then it waits for nobody. */
  isAwaited: boolean
  /** Told how long it has waited for company. */
  onWaited: (ms: number) => void
}

interface Waiting {
  finished: Finished
  sinceMs: number
  onWaited: Turn['onWaited']
}

/**
 * The one way results get their names: flushed in groups, noted durably, originals moved aside, published, folders flushed,
 * noted as done. All outputs of a job appear or none does. Whatever fails leaves no file behind and the originals where they were, or is left open.
 */
export class Committer implements AsyncDisposable {
  readonly #batch: BatchContext
  readonly #places: CommitPlaces
  readonly #displacer: Displacer
  readonly #notes: CommitNotes
  readonly #twins: Twins
  readonly #takenNames: TakenNames
  readonly #rescue: Rescue
  readonly #groups: Batcher<Waiting, OutputRecord[]>
  readonly #company: Company

  constructor(batch: BatchContext) {
    this.#batch = batch
    this.#places = new CommitPlaces(batch)
    this.#displacer = new Displacer(batch)
    this.#notes = new CommitNotes(batch, this.#displacer)
    this.#twins = new Twins(batch)
    this.#takenNames = new TakenNames(batch, { displacer: this.#displacer, twins: this.#twins })
    this.#rescue = new Rescue(batch, this.#displacer)
    this.#groups = new Batcher({
      maxItems: groupMost,
      maxWeight: groupResultsMost,
      maxWaitMs: 0,
      concurrency: groupsUnderWay,
      clock: batch.parts.clock,
      run: (group) => this.#run(group.map((waiting) => this.#begin(waiting))),
    })
    this.#company = new Company(batch.parts.clock, () => this.#groups.flush())
  }

  /** A job is being made: those that are finished wait for its company. Whoever calls disposes of it when the job comes no further than that. */
  expect(): Disposable {
    return this.#company.expect()
  }

  /** Resolves when the results are under their final names and recorded. Too late to cancel once called. Faults: as publishing, `TakenName`, `LeftOpen`. */
  commit(finished: Finished, { coming, isAwaited, onWaited }: Turn): Promise<OutputRecord[]> {
    const waiting = { finished, sinceMs: this.#batch.parts.clock.monotonicMs(), onWaited }
    const maxWaitMs = isAwaited ? 0 : this.#company.waitMsOf(finished.job)
    const committed = this.#groups.add(waiting, { weight: finished.outputs.length, maxWaitMs })
    coming[Symbol.dispose]()
    return committed
  }

  #begin({ finished, sinceMs, onWaited }: Waiting): Finished {
    onWaited(this.#batch.parts.clock.monotonicMs() - sinceMs)
    return finished
  }

  async #run(group: Finished[]): Promise<Settled<OutputRecord[]>[]> {
    const entries = group.map((finished) => newEntry(finished, this.#batch.parts.nextTag()))
    try {
      await this.#carry(entries)
    } catch (error) {
      makeUnsure(entries, error)
    }
    await this.#rescue.giveUp(entries.filter((entry) => !entry.published))
    await this.#notes.end(entries.filter((entry) => entry.published))
    return entries.map(outcomeOf)
  }

  async #carry(entries: CommitEntry[]): Promise<void> {
    for (const entry of entries) if (!this.#places.areKnown(entry)) await this.#places.look(entry)
    await flushEntries(this.#batch.parts.io, openEntries(entries))
    for (const wave of this.#twins.waves(entries)) await this.#land(wave)
  }

  async #land(entries: CommitEntry[]): Promise<void> {
    await this.#twins.leaveOut(openEntries(entries))
    for (let round = 0; round < renamesMost && openEntries(entries).length > 0; round++) {
      await linkAsNamed(openEntries(entries), this.#batch)
      await this.#notes.begin(openEntries(entries))
      await this.#displacer.displace(openEntries(entries))
      await this.#publish(openEntries(entries))
    }
  }

  async #publish(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    const { parts, traits } = this.#batch
    const outcomes = (await publishSets(parts.io, entries.map(requestsOf), traits)).map(settled)
    const litter = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.litter : []))
    if (litter.length > 0) await parts.journal.call('noteLitter', litter)
    for (const [at, entry] of entries.entries()) {
      const outcome = outcomes[at]
      if (outcome?.ok) {
        const ending = this.#afterPublish(entry, outcome.value)
        // Nearly always there is nothing to wait for.
        if (ending) await ending
      } else {
        entry.fault = outcome?.error ?? new Fault('bug', { subject: 'publish' })
        noteHalves(entry.finished.job, requestsOf(entry))
      }
    }
  }

  #afterPublish(entry: CommitEntry, { taken, ctimes }: Published): Promise<void> | null {
    entry.ctimes = ctimes
    if (taken !== null) return this.#takenNames.giveWay(entry, taken)
    if (entry.finished.original === 'across') return this.#leaveOldPlace(entry)
    entry.published = true
    return null
  }

  /** A file that went to another disk leaves its old place only now; if it cannot, its copy goes instead. */
  async #leaveOldPlace(entry: CommitEntry): Promise<void> {
    try {
      const across = moveAcross(entry)
      const moved = across.map(({ from, to, identity, sha256 }) => ({ source: from, identity, copy: to, sha256 }))
      if (moved.length > 0) await this.#batch.parts.io.call('removeMoved', moved)
      entry.published = true
    } catch (error) {
      makeUnsure([entry], error)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#groups[Symbol.asyncDispose]()
  }
}

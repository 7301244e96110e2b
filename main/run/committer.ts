import { Fault } from '../../contract/fault.ts'
import type { OutputRecord } from '../../contract/job.ts'
import { Batcher, type Settled } from '../async/batcher.ts'
import { child, folderOf } from '../io/paths.ts'
import type { Published } from '../io/publish.ts'
import type { CommitJob } from '../journal/record.ts'
import { seriesOf } from '../journal/series.ts'
import type { BatchContext } from './batch-context.ts'
import {
  attemptsOf,
  type CommitEntry,
  membersOf,
  moveAcross,
  newEntry,
  openEntries,
  outcomeOf,
  outputAt,
  requestsOf,
  unflushedOf,
} from './commit-entry.ts'
import { settled } from './copier.ts'
import { Displacer } from './displacer.ts'
import { disposeAttempts } from './dispose-attempts.ts'
import { pushesOut } from './free-names.ts'
import { giveNamesBack } from './names-back.ts'
import { noteHalves } from './half-results.ts'
import type { Finished } from './job.ts'
import { linkAsNamed } from './links.ts'
import { publishSets } from './publish-sets.ts'
import { againIn } from './retired-by.ts'
import { sentAhead } from './sent-ahead.ts'
import { TakenName } from './taken-name.ts'
import { Twins } from './twins.ts'

const groupMost = 64
/** A job with more results than this waits for no company. */
const groupResultsMost = 1024
const groupWaitMs = 5
/** A name may be taken again and again while others write to the folder; then somebody has to look. */
const renamesMost = 1000

/**
 * The one way results get their names: flushed in groups, noted durably, originals moved aside, published, folders flushed,
 * noted as done. All outputs of a job appear or none does. Whatever fails leaves no file behind and the originals where they were.
 */
export class Committer implements AsyncDisposable {
  readonly #batch: BatchContext
  readonly #displacer: Displacer
  readonly #twins: Twins
  readonly #groups: Batcher<Finished, OutputRecord[]>

  constructor(batch: BatchContext) {
    this.#batch = batch
    this.#displacer = new Displacer(batch)
    this.#twins = new Twins(batch)
    this.#groups = new Batcher({
      maxItems: groupMost,
      maxWeight: groupResultsMost,
      maxWaitMs: groupWaitMs,
      concurrency: 2,
      clock: batch.parts.clock,
      run: (group) => this.#run(group),
    })
  }

  /** Resolves when the results are under their final names and recorded. Too late to cancel once called. Faults: as publishing, `TakenName`. */
  commit(finished: Finished): Promise<OutputRecord[]> {
    return this.#groups.add(finished, finished.outputs.length)
  }

  async #run(group: Finished[]): Promise<Settled<OutputRecord[]>[]> {
    const entries = group.map((finished) => newEntry(finished, this.#batch.parts.nextTag()))
    for (const entry of entries) await this.#requirePlaces(entry)
    await this.#flush(openEntries(entries))
    for (const wave of this.#twins.waves(entries)) await this.#land(wave)
    await this.#giveUp(entries.filter((entry) => !entry.published))
    await this.#finish(entries.filter((entry) => entry.published))
    return entries.map(outcomeOf)
  }

  async #land(entries: CommitEntry[]): Promise<void> {
    for (const entry of openEntries(entries)) await this.#twins.leaveOut(entry)
    for (let round = 0; round < renamesMost && openEntries(entries).length > 0; round++) {
      await linkAsNamed(openEntries(entries), this.#batch)
      await this.#note(openEntries(entries))
      await this.#displacer.displace(openEntries(entries))
      await this.#publish(openEntries(entries))
    }
  }

  /** Where a folder leads is known only now where its name is: of files out of an archive, and of what a template makes of them. */
  async #requirePlaces(entry: CommitEntry): Promise<void> {
    const { places, recipe } = this.#batch
    const { job, outputs } = entry.finished
    const top = recipe.originals.act === 'replace' ? folderOf(job.source) : undefined
    try {
      for (const { folder } of [...outputs, ...job.targets]) await places.require(folder, top)
    } catch (error) {
      entry.fault = Fault.from(error, job.source)
    }
  }

  async #flush(entries: CommitEntry[]): Promise<void> {
    const unflushed = entries.flatMap((entry) => unflushedOf(entry).map((path) => ({ entry, path })))
    const { io } = this.#batch.parts
    const outcomes = await io.shareOut(
      unflushed.map(({ path }) => path),
      (share) => io.call('flush', share),
    )
    for (const [at, { entry }] of unflushed.entries()) {
      const outcome = outcomes[at] && settled(outcomes[at])
      if (outcome?.ok === false) entry.fault ??= outcome.error
    }
  }

  async #note(entries: CommitEntry[]): Promise<void> {
    const { parts, record, traits } = this.#batch
    try {
      const jobs: CommitJob[] = []
      for (const entry of entries)
        jobs.push({
          seq: entry.finished.job.seq,
          sha256: entry.finished.sourceSha256,
          members: membersOf(entry),
          hasFewer: entry.hasFewer,
          again: againIn(entry.finished.job, this.#batch),
          outputs: await sentAhead(entry, this.#batch),
          moves: [...this.#displacer.planned(entry).map(({ move }) => move), ...moveAcross(entry)],
        })
      const names = await parts.journal.call('commit', {
        batch: record.n,
        folding: traits,
        atMs: parts.clock.nowMs(),
        watched: record.watch !== null,
        jobs,
      })
      for (const [at, entry] of entries.entries()) entry.names = names[at] ?? []
    } catch (error) {
      for (const entry of entries) entry.fault = Fault.from(error, 'the journal')
    }
  }

  async #publish(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    const { parts, traits } = this.#batch
    const outcomes = (await publishSets(parts.io, entries.map(requestsOf), traits)).map(settled)
    for (const [at, entry] of entries.entries()) {
      const outcome = outcomes[at]
      if (!outcome?.ok) {
        entry.fault = outcome?.error ?? new Fault('bug', { subject: 'publish' })
        noteHalves(entry.finished.job, requestsOf(entry))
      } else await this.#afterPublish(entry, outcome.value)
    }
  }

  async #afterPublish(entry: CommitEntry, { taken, litter, ctimes }: Published): Promise<void> {
    if (litter.length > 0) await this.#batch.parts.journal.call('noteLitter', litter)
    entry.ctimes = ctimes
    if (taken === null) await this.#published(entry)
    else await this.#giveWay(entry, taken)
  }

  /** What the conflict mode says of a name that somebody has: the job ends without its result, takes another name, or moves what stands there. */
  async #giveWay(entry: CommitEntry, taken: number): Promise<void> {
    const { conflict } = this.#batch
    if (await this.#twins.leaveOutTaken(entry, taken)) return
    const numbers = conflict === 'number' || conflict === 'skip-identical'
    if (numbers || (await this.#isOfAnother(entry, taken))) await this.#renumber(entry, taken)
    else await this.#clear(entry, taken)
  }

  /** A file that the batch takes too, or what replaced that, is not pushed out by another. */
  async #isOfAnother(entry: CommitEntry, part: number): Promise<boolean> {
    if (!pushesOut(this.#batch)) return false
    const wanted = { path: this.#pathOf(entry, part), source: entry.finished.job.source }
    return (await this.#batch.inputs.areOthers([wanted])).includes(true)
  }

  /** A file that went to another disk leaves its old place only now; if it cannot, its copy goes instead. */
  async #published(entry: CommitEntry): Promise<void> {
    const { io } = this.#batch.parts
    try {
      const across = moveAcross(entry)
      const moved = across.map(({ from, to, identity, sha256 }) => ({ source: from, identity, copy: to, sha256 }))
      if (moved.length > 0) await io.call('removeMoved', moved)
      entry.published = true
    } catch (error) {
      entry.fault = Fault.from(error, entry.finished.job.source)
      for (const half of requestsOf(entry)) await io.call('retract', { half, rules: this.#batch.traits })
    }
  }

  #pathOf(entry: CommitEntry, part: number): string {
    return child(outputAt(entry, part).folder, entry.names[part] ?? '')
  }

  async #clear(entry: CommitEntry, part: number): Promise<void> {
    try {
      if (!(await this.#displacer.clear(entry, part))) entry.fault = new TakenName(this.#pathOf(entry, part), part)
    } catch (error) {
      entry.fault = Fault.from(error, this.#pathOf(entry, part))
    }
  }

  /** What belongs together gets the next number together: parts of one file now, files that travel along when it is noted. */
  async #renumber(entry: CommitEntry, taken: number): Promise<void> {
    const { parts, record, traits } = this.#batch
    const { outputs, job } = entry.finished
    const series = seriesOf(outputs, outputAt(entry, taken).beside?.part ?? taken)
    const wanted = series.map((part) => {
      const { folder, stem, extension, companions } = outputAt(entry, part)
      return { folder, stem, extension, companions }
    })
    const request = { batch: record.n, seq: job.seq, folding: traits, wanted }
    const names = await parts.journal.call('renumberSeries', request)
    for (const [at, part] of series.entries()) entry.names[part] = names[at] ?? ''
  }

  /** Originals first: they are back before anything of ours is removed. */
  async #giveUp(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    await this.#displacer.putBack(entries)
    await disposeAttempts(this.#batch.parts, entries.flatMap(attemptsOf))
    await giveNamesBack(entries, this.#batch)
    for (const entry of entries) entry.fault ??= new Fault('name-taken', { subject: entry.finished.job.source })
  }

  async #finish(entries: CommitEntry[]): Promise<void> {
    if (entries.length === 0) return
    const { parts, record, traits } = this.#batch
    const nowMs = parts.clock.monotonicMs()
    const jobs = entries.map(({ finished, names, ctimes, moved }) => ({
      moved: moved.length > 0 || finished.original === 'across',
      seq: finished.job.seq,
      members: finished.job.members.map((member) => member.seq),
      ms: Math.round(nowMs - finished.job.startedMs),
      names: finished.outputs.map(({ folder }, part) => ({ folder, name: names[part] ?? '' })),
      ctimes,
    }))
    await parts.journal.call('done', { batch: record.n, folding: traits, jobs })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#groups[Symbol.asyncDispose]()
  }
}

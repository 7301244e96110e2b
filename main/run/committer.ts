import { Fault } from '../../contract/fault.ts'
import type { OutputRecord } from '../../contract/job.ts'
import { Batcher, type Settled } from '../async/batcher.ts'
import { child } from '../io/paths.ts'
import type { PublishRequest, Published } from '../io/publish.ts'
import type { BatchContext } from './batch-context.ts'
import { settled } from './copier.ts'
import type { Finished, FinishedOutput } from './job.ts'
import { TakenName } from './taken-name.ts'

const groupMost = 64
const groupWaitMs = 5
/** A name may be taken again and again while others write to the folder; then somebody has to look. */
const renamesMost = 1000

interface Entry {
  finished: Finished
  /** Final names, part by part. */
  names: string[]
  fault: Fault | TakenName | null
  published: boolean
}

/**
 * The one way results get their names: flushed in groups, noted durably, published, folders flushed, noted as done.
 * All outputs of a job appear or none does. Whatever fails leaves no file behind.
 */
export class Committer implements AsyncDisposable {
  readonly #batch: BatchContext
  readonly #groups: Batcher<Finished, OutputRecord[]>

  constructor(batch: BatchContext) {
    this.#batch = batch
    this.#groups = new Batcher({
      maxItems: groupMost,
      maxWaitMs: groupWaitMs,
      concurrency: 2,
      clock: batch.parts.clock,
      run: (group) => this.#run(group),
    })
  }

  /** Resolves when the results are under their final names and recorded. Too late to cancel once called. Faults: as publishing, `TakenName`. */
  commit(finished: Finished): Promise<OutputRecord[]> {
    return this.#groups.add(finished)
  }

  async #run(group: Finished[]): Promise<Settled<OutputRecord[]>[]> {
    const entries = group.map((finished): Entry => ({ finished, names: [], fault: null, published: false }))
    await this.#flush(entries)
    for (let round = 0; round < renamesMost && open(entries).length > 0; round++) {
      await this.#note(open(entries))
      await this.#publish(open(entries))
    }
    await this.#clean(entries.filter((entry) => !entry.published))
    await this.#finish(entries.filter((entry) => entry.published))
    return entries.map((entry) => this.#outcome(entry))
  }

  async #flush(entries: Entry[]): Promise<void> {
    const paths = entries.flatMap(({ finished }) => finished.outputs.map(attemptPath))
    const outcomes = (await this.#batch.parts.io.call('flush', paths)).map(settled)
    let at = 0
    for (const entry of entries)
      for (const _ of entry.finished.outputs) {
        const outcome = outcomes[at++]
        if (outcome && !outcome.ok) entry.fault ??= outcome.error
      }
  }

  async #note(entries: Entry[]): Promise<void> {
    const { parts, record, traits } = this.#batch
    try {
      const jobs = entries.map(({ finished, names }) => ({
        seq: finished.job.seq,
        sha256: finished.sourceSha256,
        outputs: finished.outputs.map((output, part) => ({ ...output, part, name: names[part] ?? output.name })),
      }))
      const names = await parts.journal.call('commit', { batch: record.n, folding: traits, jobs })
      entries.forEach((entry, at) => (entry.names = names[at] ?? []))
    } catch (error) {
      for (const entry of entries) entry.fault = Fault.from(error, 'the journal')
    }
  }

  async #publish(entries: Entry[]): Promise<void> {
    const { parts, traits } = this.#batch
    const noted = open(entries)
    if (noted.length === 0) return
    const outcomes = (await parts.io.call('publish', { sets: noted.map(requestsOf), rules: traits })).map(settled)
    for (const [at, entry] of noted.entries()) {
      const outcome = outcomes[at]
      if (!outcome?.ok) entry.fault = outcome?.error ?? new Fault('bug', { subject: 'publish' })
      else await this.#afterPublish(entry, outcome.value)
    }
  }

  async #afterPublish(entry: Entry, { taken, litter }: Published): Promise<void> {
    if (litter.length > 0) await this.#batch.parts.journal.call('noteLitter', litter)
    if (taken === null) entry.published = true
    else if (this.#batch.conflict === 'number') await this.#renumber(entry, taken)
    else entry.fault = new TakenName(child(outputAt(entry, taken).folder, entry.names[taken] ?? ''))
  }

  async #renumber(entry: Entry, part: number): Promise<void> {
    const { parts, record, traits } = this.#batch
    const { folder, stem, extension } = outputAt(entry, part)
    const wanted = [{ seq: entry.finished.job.seq, folder, stem, extension }]
    const [name] = await parts.journal.call('renumber', { batch: record.n, folding: traits, wanted })
    entry.names[part] = name ?? ''
  }

  async #clean(entries: Entry[]): Promise<void> {
    const paths = entries.flatMap(({ finished }) => finished.outputs.map(attemptPath))
    if (paths.length === 0) return
    const left = await this.#batch.parts.io.call('dispose', paths)
    if (left.length > 0) await this.#batch.parts.journal.call('noteLitter', left)
    for (const entry of entries) entry.fault ??= new Fault('name-taken', { subject: entry.finished.job.source })
  }

  async #finish(entries: Entry[]): Promise<void> {
    if (entries.length === 0) return
    const { parts, record, traits } = this.#batch
    const nowMs = parts.clock.monotonicMs()
    const jobs = entries.map(({ finished, names }) => ({
      seq: finished.job.seq,
      ms: Math.round(nowMs - finished.job.startedMs),
      names: finished.outputs.map(({ folder }, part) => ({ folder, name: names[part] ?? '' })),
    }))
    await parts.journal.call('done', { batch: record.n, folding: traits, jobs })
  }

  #outcome({ finished, names, fault }: Entry): Settled<OutputRecord[]> {
    if (fault) return { ok: false, error: fault }
    const value = finished.outputs.map(({ folder, bytes, sha256 }, part) => ({
      path: child(folder, names[part] ?? ''),
      bytes,
      sha256,
    }))
    return { ok: true, value }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#groups[Symbol.asyncDispose]()
  }
}

const open = (entries: Entry[]): Entry[] => entries.filter((entry) => !entry.fault && !entry.published)

const attemptPath = ({ attempt }: FinishedOutput): string => attempt

function outputAt(entry: Entry, part: number): FinishedOutput {
  const output = entry.finished.outputs[part]
  if (!output) throw new Fault('bug', { subject: `part ${part} of ${entry.finished.job.source}` })
  return output
}

function requestsOf({ finished, names }: Entry): PublishRequest[] {
  return finished.outputs.map(({ attempt, identity, folder }, part) => ({
    attempt,
    identity,
    folder,
    name: names[part] ?? '',
  }))
}

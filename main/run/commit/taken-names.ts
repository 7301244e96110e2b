import { Fault } from '../../../contract/fault.ts'
import { child } from '../../io/paths.ts'
import { seriesOf } from '../../journal/results/series.ts'
import type { BatchContext } from '../batch-context.ts'
import { type CommitEntry, outputAt } from './commit-entry.ts'
import type { Displacer } from './displacer.ts'
import { inPlace } from './in-place.ts'
import { pushesOut } from '../admitting/free-names.ts'
import { TakenName } from './taken-name.ts'
import type { Twins } from './twins.ts'

/** What the conflict mode says of names that somebody has. */
export class TakenNames {
  readonly #batch: BatchContext
  readonly #displacer: Displacer
  readonly #twins: Twins

  constructor(batch: BatchContext, { displacer, twins }: { displacer: Displacer; twins: Twins }) {
    this.#batch = batch
    this.#displacer = displacer
    this.#twins = twins
  }

  /** The job ends without its result, takes another name, or moves what stands there. */
  async giveWay(entry: CommitEntry, taken: number): Promise<void> {
    const { conflict } = this.#batch
    if (await this.#twins.leaveOutTaken(entry, taken)) return
    const numbers = conflict === 'number' || conflict === 'skip-identical'
    if (numbers || (await this.#isOfAnother(entry, taken))) await this.#number(entry, taken)
    else await this.#clear(entry, taken)
  }

  /** A file that the batch takes too, or what replaced that, is not pushed out by another. */
  async #isOfAnother(entry: CommitEntry, part: number): Promise<boolean> {
    if (!pushesOut(this.#batch)) return false
    const wanted = { path: pathOf(entry, part), source: entry.finished.job.source }
    return (await this.#batch.inputs.areOthers([wanted])).includes(true)
  }

  async #clear(entry: CommitEntry, part: number): Promise<void> {
    try {
      if (!(await this.#displacer.clear(entry, part))) entry.fault = new TakenName(pathOf(entry, part), part)
    } catch (error) {
      entry.fault = Fault.from(error, pathOf(entry, part))
      entry.unsure = true
    }
  }

  async #number(entry: CommitEntry, taken: number): Promise<void> {
    entry.fault = await inPlace(entry.finished, this.#batch.parts.io)
    if (!entry.fault) await this.#renumber(entry, taken)
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
}

function pathOf(entry: CommitEntry, part: number): string {
  return child(outputAt(entry, part).folder, entry.names[part] ?? '')
}

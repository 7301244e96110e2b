import type { CommitOutput } from '../../journal/results/commit-jobs.ts'
import type { BatchContext } from '../batch-context.ts'
import type { CommitEntry } from './commit-entry.ts'
import type { Ahead, FinishedOutput, Job } from '../job.ts'

/** One message names no more results than this, so that writing it holds the main thread up for a few milliseconds and no longer. */
const atOnceMost = 512

/**
 * Hands the results of a long set to the journal before the `commit` of its job, part by part, while others of it are still made: at the end there is
 * that much less to wait for. One part is under way at a time. What is handed over is kept there until the job has ended.
 */
export class SentAhead implements Ahead {
  readonly #job: Job
  readonly #batch: BatchContext
  #sent: FinishedOutput[] = []
  #sending: Promise<void> = Promise.resolve()

  constructor(job: Job, batch: BatchContext) {
    this.#job = job
    this.#batch = batch
  }

  /** `outputs`: those there are by now, in their order. Resolves when all full parts of them are on their way. Raises the fault of the part before. */
  async send(outputs: readonly FinishedOutput[]): Promise<void> {
    while (outputs.length - this.#sent.length >= atOnceMost) await this.#sendPart(outputs, [])
  }

  /** What has not been handed over yet, or is not any more what it was then. */
  async sendRest(outputs: readonly FinishedOutput[], names: readonly string[]): Promise<void> {
    const same = names.length > 0 ? 0 : this.#sent.findIndex((output, part) => output !== outputs[part])
    // What is handed over from there on drops all that was, so something has to be.
    if (same >= 0) this.#sent.length = Math.min(same, Math.max(0, outputs.length - 1))
    while (this.#sent.length < outputs.length) await this.#sendPart(outputs, names)
    await this.#sending
  }

  async #sendPart(outputs: readonly FinishedOutput[], names: readonly string[]): Promise<void> {
    await this.#sending
    const from = this.#sent.length
    this.#sent.push(...outputs.slice(from, from + atOnceMost))
    this.#sending = this.#hold({ from, outputs: noted(this.#sent, { from, names }) })
    // Told when the next is sent.
    this.#sending.catch(() => {})
  }

  async #hold(part: { from: number; outputs: CommitOutput[] }): Promise<void> {
    const { parts, record } = this.#batch
    await parts.journal.call('holdOutputs', { batch: record.n, seq: this.#job.seq, ...part })
  }
}

/** The results of a job for its `commit`: as they are, or, of a long set, once they have been handed to the journal. */
export function sentAhead(entry: CommitEntry, batch: BatchContext): CommitOutput[] | Promise<'held'> {
  const { outputs } = entry.finished
  return outputs.length <= atOnceMost ? noted(outputs, { from: 0, names: entry.names }) : allHeld(entry, batch)
}

async function allHeld({ finished, names }: CommitEntry, batch: BatchContext): Promise<'held'> {
  const { job, outputs, ahead = new SentAhead(job, batch) } = finished
  await ahead.sendRest(outputs, names)
  return 'held'
}

/** Field by field: a page's links and a worker's own names are nothing to the journal, and all of it is written out and read again for every result. */
function noted(outputs: FinishedOutput[], { from, names }: { from: number; names: readonly string[] }): CommitOutput[] {
  return outputs.slice(from).map((output, at) => {
    const { branch, folder, stem, extension, companions, attempt, identity, bytes, sha256, type, facts } = output
    const part = from + at
    const name = names[part] ?? output.name
    const beside = output.beside?.part ?? null
    const kept = { attempt, identity, bytes, sha256, type, facts }
    return { branch, part, folder, name, stem, extension, beside, companions, ...kept }
  })
}

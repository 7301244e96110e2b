import { Batcher } from '../../async/batcher.ts'
import type { StepTimings } from '../../journal/batches/timings.ts'
import type { Ending } from '../../journal/results/end-jobs.ts'
import type { BatchContext } from '../batch-context.ts'

const groupMost = 64
const groupWaitMs = 10
/** Nobody waits for them: of photos, which end every few hundredths of a second, one message takes those of several. */
const timingsWaitMs = 250

interface StepTimes {
  seq: number
  timings: StepTimings
}

/**
 * What the journal is told of single jobs, written there in groups, each kind in order. Disposing it comes back when all that was noted is written
 * down, or has failed; after that it takes no more.
 */
export class JobNotes implements AsyncDisposable {
  readonly #endings: Batcher<Ending, undefined>
  readonly #timings: Batcher<StepTimes, undefined>

  constructor({ parts, record, traits }: BatchContext) {
    const { journal, clock } = parts
    const { n } = record
    const group = { maxItems: groupMost, maxWaitMs: groupWaitMs, concurrency: 1, clock }
    this.#endings = new Batcher({
      ...group,
      run: async (jobs) => {
        await journal.call('end', { batch: n, folding: traits, jobs })
        return jobs.map(() => ({ ok: true, value: undefined }))
      },
    })
    this.#timings = new Batcher({
      ...group,
      maxWaitMs: timingsWaitMs,
      run: async (jobs) => {
        await journal.call('noteTimings', { batch: n, jobs })
        return jobs.map(() => ({ ok: true, value: undefined }))
      },
    })
  }

  /** Resolves when it is durable that the job ended without a result; rejects with what kept it from being written. */
  ended(ending: Ending): Promise<void> {
    return this.#endings.add(ending)
  }

  /** How long each step took, in the same way. */
  took(seq: number, timings: StepTimings): Promise<void> {
    return this.#timings.add({ seq, timings })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#endings[Symbol.asyncDispose](), this.#timings[Symbol.asyncDispose]()])
  }
}

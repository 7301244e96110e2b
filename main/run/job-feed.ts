import type { Arrival } from './admitting/arrival.ts'
import type { IntakeLine } from './admitting/intake-line.ts'
import type { BatchContext } from './batch-context.ts'
import { closeGroup } from './commit/close-group.ts'
import type { Groups } from './groups.ts'
import type { Job } from './job.ts'
import type { JobsUnderWay } from './jobs-under-way.ts'
import type { Recorder } from './recording/recorder.ts'
import type { Banks as BanksOfStage } from './river.ts'

type Banks = Omit<BanksOfStage, 'stage'>

interface Feeding {
  line: IntakeLine
  jobs: JobsUnderWay
  /** Null where the recipe makes no groups. */
  groups: Groups | null
  recorder: Recorder
  /** Once it aborts nothing is taken any more. */
  stopTaking: AbortSignal
}

/** Makes jobs of what arrives at a batch, one of each file or of a group that is whole, and launches them as there is room. */
export class JobFeed {
  readonly #batch: BatchContext
  readonly #feeding: Feeding

  constructor(batch: BatchContext, feeding: Feeding) {
    this.#batch = batch
    this.#feeding = feeding
  }

  /** Resolves when nothing more arrives, and all of it has been launched. Rejects with the reason of `stopTaking`, and with what could not be recorded. */
  async all(banks: Banks): Promise<void> {
    const { line, groups, recorder, stopTaking } = this.#feeding
    const leaving = new AbortController()
    const signal = AbortSignal.any([stopTaking, leaving.signal])
    const admitting = line.admitAll({ signal })
    try {
      for await (const admitted of line.items({ signal })) {
        for (const arrival of admitted) await this.#take(arrival, banks)
        recorder.throwIfFailed()
      }
      if (groups) for (const members of groups.rest()) await this.#launchGroup(groups, members, banks)
    } finally {
      leaving.abort()
      await admitting
    }
  }

  async #take(arrival: Arrival, banks: Banks): Promise<void> {
    const { line, groups, jobs, recorder } = this.#feeding
    if (arrival.kind !== 'run') {
      line.settle([arrival.path])
      return recorder.settledAtAdmission(arrival)
    }
    if (!groups) return jobs.launch(arrival.job, banks)
    for (const members of groups.add(arrival.job)) await this.#launchGroup(groups, members, banks)
  }

  async #launchGroup(groups: Groups, members: Job[], banks: Banks): Promise<void> {
    const { line, jobs, recorder } = this.#feeding
    const stands = await groups.standsAsBefore(members)
    const closing = stands ? null : closeGroup(members, groups, this.#batch)
    const job = await closing?.catch((error: unknown) => recorder.unnamed(members, error))
    if (job) return jobs.launch(job, banks)
    line.settle(members.map(({ source }) => source))
    if (stands) await recorder.adoptGroup(members)
  }
}

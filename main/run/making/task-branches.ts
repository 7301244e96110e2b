import type { SegmentStep, TaskBranch } from '../../../contract/task.ts'
import { child } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import { nextAttempt } from './attempt-name.ts'
import type { Scratch } from './scratch.ts'

/** Where workers write what they make of a job. */
export interface WritingRoom {
  /** Where intermediates lie. */
  scratch: Scratch
  /** Everything a worker may have written beside a target; names are added before they are used. */
  written: string[]
}

/** What a worker is told of each branch of a call: its steps, where its results go, and what becomes of those that are not smaller. */
export class TaskBranches {
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #places: WritingRoom

  constructor(job: Job, batch: BatchContext, places: WritingRoom) {
    this.#job = job
    this.#batch = batch
    this.#places = places
  }

  /** `beside`: the branch of the recipe that publishes its results, null for intermediates, which whoever reads them next checks. */
  async of(steps: SegmentStep[], beside: number | null): Promise<TaskBranch> {
    return { steps, target: await this.target(beside), ...this.#notSmaller(beside), checks: beside !== null }
  }

  /** Beside the branch's target, or in scratch for intermediates. */
  async target(branch: number | null): Promise<string> {
    const name = `${nextAttempt(this.#job, this.#batch)}w`
    if (branch === null) return this.#places.scratch.path(name)
    const path = child(await this.#batch.places.of(this.#job.targets[branch]?.folder), name)
    this.#places.written.push(path)
    return path
  }

  /** Of what a branch publishes; intermediates are not held against the original. */
  #notSmaller(branch: number | null): Pick<TaskBranch, 'notSmaller'> {
    const { ifLarger } = this.#batch.course.branches[branch ?? -1]?.branch ?? {}
    if (ifLarger === undefined || ifLarger === 'keep-result') return {}
    const to = ifLarger === 'skip' ? 'nothing' : 'original'
    return { notSmaller: { thanBytes: this.#job.identity.sizeBytes, to } }
  }
}

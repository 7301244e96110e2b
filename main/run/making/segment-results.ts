import type { TaskBranch, TaskResult } from '../../../contract/task.ts'
import type { Segment } from '../../plan/course.ts'
import { leavesOut } from '../../plan/decide.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import type { WorkStage } from '../stage.ts'
import { PagesBehind } from './pages-behind.ts'
import { type Calling, SegmentCalls } from './segment-calls.ts'
import type { SegmentValue } from './segment-value.ts'
import type { TaskBranches } from './task-branches.ts'

interface ResultParts {
  stage: WorkStage
  written: string[]
  branches: TaskBranches
}

/** What one segment makes of a value: in a call of its lane, or without one where the value goes past it. */
export class SegmentResults {
  readonly #branches: TaskBranches
  readonly #calls: SegmentCalls
  readonly #pages: PagesBehind

  constructor(job: Job, batch: BatchContext, { branches, ...parts }: ResultParts) {
    this.#branches = branches
    this.#calls = new SegmentCalls(job, batch, parts)
    this.#pages = new PagesBehind(job, batch)
  }

  /** Hashes of the files the job is about, in order, as the first step that read each saw it. */
  get sources(): readonly string[] {
    return this.#calls.sources
  }

  /** What comes of a value in each of these branches. `at`: the branch of the recipe by which others are called where it names them. */
  async of(segment: Segment, value: SegmentValue, { at, ...rest }: Calling & { at: number }): Promise<TaskResult[][]> {
    const { branches } = rest
    if (this.#pages.goesPast(value, segment, [segment.steps, ...branches.map(({ steps }) => steps)]))
      return this.#pages.past(value, branches)
    const passing = passedBy(value, segment, branches)
    if (passing) return [[passing]]
    const { results } = await this.#calls.call(
      segment,
      await this.#pages.forReading(value, () => this.#branches.target(null), at),
      rest,
    )
    this.#pages.note(value, results)
    return branches.map((_, branch) => results.filter((result) => result.branch === branch))
  }
}

/**
 * What came out of an archive as it is there, where conditions on that leave out every step of a call: its family need not be able to read it, and would
 * only write it anew. Null where something is done, or there are several outputs, each of which needs a file of its own.
 */
function passedBy({ result, facts }: SegmentValue, { steps }: Segment, branches: TaskBranch[]): TaskResult | null {
  if (!result?.plain || result.linking || branches.length !== 1) return null
  const isLeft = [steps, ...branches.map((branch) => branch.steps)].every((list) => leavesOut(list, facts))
  return isLeft ? { ...result, branch: 0 } : null
}

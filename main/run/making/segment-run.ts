import { Fault } from '../../../contract/fault.ts'
import type { TaskBranch, TaskResult, TaskSource } from '../../../contract/task.ts'
import type { CourseBranch, Segment } from '../../plan/course.ts'
import { decidedSegments } from '../../plan/decide.ts'
import { EntryNames } from '../../plan/entry-names.ts'
import type { BatchContext } from '../batch-context.ts'
import type { Job } from '../job.ts'
import type { WorkStage } from '../stage.ts'
import type { ComingResults } from './coming-results.ts'
import { SegmentResults } from './segment-results.ts'
import { type SegmentValue, valueAfter, valueOf, withKnown } from './segment-value.ts'
import { TaskBranches, type WritingRoom } from './task-branches.ts'
import { gatheredAs, sourceOfJob } from './task-sources.ts'

export interface SegmentRunParts extends WritingRoom {
  stage: WorkStage
  /** Where results are handed to whoever takes them over, the first of them while others are still made. */
  coming: ComingResults
}

/** Runs the segments of one job in their lanes, from its files to the results that workers have written. */
export class SegmentRun {
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #parts: SegmentRunParts
  readonly #branches: TaskBranches
  readonly #results: SegmentResults

  constructor(job: Job, batch: BatchContext, parts: SegmentRunParts) {
    this.#job = job
    this.#batch = batch
    this.#parts = parts
    this.#branches = new TaskBranches(job, batch, parts)
    this.#results = new SegmentResults(job, batch, { ...parts, branches: this.#branches })
  }

  /** Hashes of the files the job is about, in order, as the first step that read each saw it. */
  get sources(): readonly string[] {
    return this.#results.sources
  }

  /** Runs all segments; answers with the results that were made. */
  async make(): Promise<TaskResult[]> {
    const { shared, branches } = this.#batch.course
    try {
      const results = await this.#throughCourse(shared, branches, await this.#inputs())
      this.#parts.stage.onStage('write', 0)
      this.#parts.coming.end(results)
      return results.flatMap(([, result]) => (result ? [result] : []))
    } catch (error) {
      this.#parts.coming.abandon()
      throw error
    }
  }

  get #name(): string {
    return sourceOfJob(this.#job).name
  }

  /** The file itself, or all that comes of the members of the group by what is done to each by itself. */
  async #inputs(): Promise<TaskSource[]> {
    const { gathering } = this.#batch.course
    if (!gathering) return [sourceOfJob(this.#job)]
    const names = new EntryNames(this.#batch.recipe, this.#batch.parts.descriptors)
    const inputs: TaskSource[] = []
    for (const member of this.#job.members) {
      const given = sourceOfJob(member)
      const before = decidedSegments(gathering.before, member.facts)
      const made = await this.#throughAll(before, [valueOf([given])], given.name)
      inputs.push(...made.flatMap(({ sources }) => sources.map((source) => gatheredAs(member, source, names))))
    }
    return inputs
  }

  /** The shared segments, the last of which serves every branch at once; then each branch's own. */
  async #throughCourse(
    shared: Segment[],
    branches: CourseBranch[],
    inputs: TaskSource[],
  ): Promise<[number, TaskResult | null][]> {
    const values = await this.#throughAll(shared.slice(0, -1), [valueOf(inputs)], this.#name)
    const last = shared.at(-1)
    const results: [number, TaskResult | null][] = []
    for (const value of values) {
      const isOnly = values.length === 1
      // Without any step the original itself is the result.
      const fanned = last ? await this.#fanOut(last, branches, { value, isOnly }) : branches.map(() => [null])
      for (const [at, { own }] of branches.entries())
        results.push(...(await this.#ofBranch(at, own, { value, made: fanned[at] ?? [] })))
    }
    return results
  }

  /** The results of one branch, told with its number. */
  async #ofBranch(
    at: number,
    own: Segment[],
    { value, made }: { value: SegmentValue; made: (TaskResult | null)[] },
  ): Promise<[number, TaskResult | null][]> {
    const results: [number, TaskResult | null][] = []
    for (const each of made)
      for (const result of await this.#throughBranch(at, own, { value, made: each })) results.push([at, result])
    return results
  }

  /** Each value through the segments one after the other; a split makes several of one, and each of them goes on by itself. */
  async #throughAll(segments: Segment[], values: SegmentValue[], name: string): Promise<SegmentValue[]> {
    for (const segment of segments) {
      const made: SegmentValue[] = []
      for (const value of values) made.push(...(await this.#throughOne(segment, value, { name, beside: null })))
      values = made
    }
    return values
  }

  /** What one segment makes of a value; `beside`: the branch whose target its results lie beside, null for intermediates. Raises `step-failed` where it makes nothing. */
  async #throughOne(
    segment: Segment,
    value: SegmentValue,
    { name, beside }: { name: string; beside: number | null },
  ): Promise<SegmentValue[]> {
    const branches = [await this.#branches.of([], beside)]
    const results = (await this.#results.of(segment, value, { branches, at: beside ?? 0 })).flat()
    if (results.length === 0)
      throw new Fault('step-failed', { subject: this.#job.source, why: 'A step gave no result.' })
    return results.map((result) => this.#after(value, result, name))
  }

  #after(value: SegmentValue, made: TaskResult, name: string): SegmentValue {
    return valueAfter(value, made, { name, descriptors: this.#batch.parts.descriptors })
  }

  /** The last shared segment with the first steps of every branch, in one call: what it makes for each of them. */
  async #fanOut(
    segment: Segment,
    branches: CourseBranch[],
    { value, isOnly }: { value: SegmentValue; isOnly: boolean },
  ): Promise<TaskResult[][]> {
    const fused: TaskBranch[] = []
    for (const [at, branch] of branches.entries()) {
      fused.push(await this.#branches.of(branch.fused, branch.own.length === 0 ? at : null))
    }
    // Told without what earlier segments know, so only where there are none.
    const isLast = isOnly && Object.keys(value.facts).length === 0 && branches.every(({ own }) => own.length === 0)
    const onWritten = (results: TaskResult[]): void => this.#tellComing(results)
    return this.#results.of(segment, value, { branches: fused, at: 0, ...(isLast && { onWritten }) })
  }

  /** They can be taken over while the worker makes the others. */
  #tellComing(results: TaskResult[]): void {
    for (const { path } of results) this.#parts.written.push(path)
    this.#parts.coming.tell(results)
  }

  /** What the segments of a branch make of what the shared ones have made of a value; null where there are none of either. */
  async #throughBranch(
    at: number,
    own: Segment[],
    { value, made }: { value: SegmentValue; made: TaskResult | null },
  ): Promise<(TaskResult | null)[]> {
    const last = own.at(-1)
    if (!last) return [made && withKnown(made, value)]
    const results: (TaskResult | null)[] = []
    const start = made ? this.#after(value, made, this.#name) : value
    for (const each of await this.#throughAll(own.slice(0, -1), [start], this.#name))
      for (const { result } of await this.#throughOne(last, each, { name: this.#name, beside: at }))
        results.push(result)
    return results
  }
}

import { Fault } from '../../contract/fault.ts'
import type { TaskBranch, TaskResult, TaskSource, TransformReply } from '../../contract/task.ts'
import { child } from '../io/paths.ts'
import type { CourseBranch, Segment } from '../plan/course.ts'
import { decidedSegments } from '../plan/decide.ts'
import { aboutFile, aboutFolder } from './about-file.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from './batch-context.ts'
import type { ComingResults } from './coming-results.ts'
import { filesOf, type Job } from './job.ts'
import { PagesBehind } from './pages-behind.ts'
import type { Scratch } from './scratch.ts'
import { firstStepOf } from './first-step.ts'
import { type SegmentValue, valueAfter, valueOf, withKnown } from './segment-value.ts'
import type { WorkStage } from './stage.ts'
import { secretsOf } from './task-secrets.ts'
import { sourceOfJob } from './task-sources.ts'

export interface SegmentRunParts {
  stage: WorkStage
  /** Where intermediates lie. */
  scratch: Scratch
  /** Everything a worker may have written beside a target; names are added before they are used. */
  written: string[]
  /** Where results are handed to whoever takes them over, the first of them while others are still made. */
  coming: ComingResults
}

interface Calling {
  branches: TaskBranch[]
  onWritten?: (results: TaskResult[]) => void
}

/** Runs the segments of one job in their lanes, from its files to the results that workers have written. */
export class SegmentRun {
  /** Hashes of the files the job is about, in order, as the first step that read each saw it. */
  readonly sources: string[] = []
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #parts: SegmentRunParts
  readonly #members: Map<string, number>
  readonly #pages: PagesBehind

  constructor(job: Job, batch: BatchContext, parts: SegmentRunParts) {
    this.#job = job
    this.#batch = batch
    this.#parts = parts
    this.#pages = new PagesBehind(job, batch)
    this.#members = new Map(filesOf(job).map(({ source }, at) => [source, at]))
  }

  /** Runs all segments; answers with the results that were made. */
  async make(): Promise<TaskResult[]> {
    const { shared, branches } = this.#batch.course
    try {
      const results = await this.#shared(shared, branches, await this.#inputs())
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
    const inputs: TaskSource[] = []
    for (const member of this.#job.members) {
      const given = sourceOfJob(member)
      const made = await this.#chain(decidedSegments(gathering.before, member.facts), [valueOf([given])], given.name)
      inputs.push(...made.flatMap(({ sources }) => sources))
    }
    return inputs
  }

  /** The shared segments, the last of which serves every branch at once; then each branch's own. */
  async #shared(
    shared: Segment[],
    branches: CourseBranch[],
    inputs: TaskSource[],
  ): Promise<[number, TaskResult | null][]> {
    const values = await this.#chain(shared.slice(0, -1), [valueOf(inputs)], this.#name)
    const last = shared.at(-1)
    const results: [number, TaskResult | null][] = []
    for (const value of values) {
      const isOnly = values.length === 1
      // Without any step the original itself is the result.
      const fanned = last ? await this.#fan(last, branches, { value, isOnly }) : branches.map(() => [null])
      for (const [at, { own }] of branches.entries())
        results.push(...(await this.#tails(at, own, { value, made: fanned[at] ?? [] })))
    }
    return results
  }

  async #tails(
    at: number,
    own: Segment[],
    { value, made }: { value: SegmentValue; made: (TaskResult | null)[] },
  ): Promise<[number, TaskResult | null][]> {
    const results: [number, TaskResult | null][] = []
    for (const each of made)
      for (const result of await this.#tail(at, own, { value, made: each })) results.push([at, result])
    return results
  }

  /** Each value through the segments one after the other; a split makes several of one, and each of them goes on by itself. */
  async #chain(segments: Segment[], values: SegmentValue[], name: string): Promise<SegmentValue[]> {
    for (const segment of segments) {
      const made: SegmentValue[] = []
      for (const value of values) made.push(...(await this.#each(segment, value, { name, beside: null })))
      values = made
    }
    return values
  }

  async #each(
    segment: Segment,
    value: SegmentValue,
    { name, beside }: { name: string; beside: number | null },
  ): Promise<SegmentValue[]> {
    const branches = [{ steps: [], target: await this.#target(beside), ...this.#notSmaller(beside) }]
    const results = (await this.#made(segment, value, { branches, at: beside ?? 0 })).flat()
    if (results.length === 0)
      throw new Fault('step-failed', { subject: this.#job.source, why: 'A step gave no result.' })
    return results.map((result) => this.#after(value, result, name))
  }

  #after(value: SegmentValue, made: TaskResult, name: string): SegmentValue {
    return valueAfter(value, made, { name, descriptors: this.#batch.parts.descriptors })
  }

  async #fan(
    segment: Segment,
    branches: CourseBranch[],
    { value, isOnly }: { value: SegmentValue; isOnly: boolean },
  ): Promise<TaskResult[][]> {
    const fused: TaskBranch[] = []
    for (const [at, branch] of branches.entries()) {
      const beside = branch.own.length === 0 ? at : null
      fused.push({ steps: branch.fused, target: await this.#target(beside), ...this.#notSmaller(beside) })
    }
    // Told without what earlier segments know, so only where there are none.
    const isLast = isOnly && Object.keys(value.facts).length === 0 && branches.every(({ own }) => own.length === 0)
    const onWritten = (results: TaskResult[]): void => this.#tell(results)
    return this.#made(segment, value, { branches: fused, at: 0, ...(isLast && { onWritten }) })
  }

  /** What comes of a value in each of these branches. `at`: the branch of the recipe by which others are called where it names them. */
  async #made(
    segment: Segment,
    value: SegmentValue,
    { at, ...rest }: Calling & { at: number },
  ): Promise<TaskResult[][]> {
    const { branches } = rest
    if (this.#pages.goesPast(value, segment, [segment.steps, ...branches.map(({ steps }) => steps)]))
      return this.#pages.past(value, branches)
    const { results } = await this.#run(
      segment,
      await this.#pages.forReading(value, () => this.#target(null), at),
      rest,
    )
    this.#pages.note(value, results)
    return branches.map((_, branch) => results.filter((result) => result.branch === branch))
  }

  /** They can be taken over while the worker makes the others. */
  #tell(results: TaskResult[]): void {
    for (const { path } of results) this.#parts.written.push(path)
    this.#parts.coming.tell(results)
  }

  /** What the segments of a branch make of what the shared ones have made of a value; null where there are none of either. */
  async #tail(
    at: number,
    own: Segment[],
    { value, made }: { value: SegmentValue; made: TaskResult | null },
  ): Promise<(TaskResult | null)[]> {
    const last = own.at(-1)
    if (!last) return [made && withKnown(made, value)]
    const results: (TaskResult | null)[] = []
    const start = made ? this.#after(value, made, this.#name) : value
    for (const each of await this.#chain(own.slice(0, -1), [start], this.#name))
      for (const { result } of await this.#each(last, each, { name: this.#name, beside: at })) results.push(result)
    return results
  }

  /** Beside the branch's target, or in scratch for intermediates. */
  async #target(branch: number | null): Promise<string> {
    const name = `${nextAttempt(this.#job, this.#batch)}w`
    if (branch === null) return this.#parts.scratch.path(name)
    const path = child(await this.#batch.places.of(this.#job.targets[branch]?.folder), name)
    this.#parts.written.push(path)
    return path
  }

  /** Of what a branch publishes; intermediates are not held against the original. */
  #notSmaller(branch: number | null): Pick<TaskBranch, 'notSmaller'> {
    const { ifLarger } = this.#batch.course.branches[branch ?? -1]?.branch ?? {}
    if (ifLarger === undefined || ifLarger === 'keep-result') return {}
    const to = ifLarger === 'skip' ? 'nothing' : 'original'
    return { notSmaller: { thanBytes: this.#job.identity.sizeBytes, to } }
  }

  async #run(
    { family, lane, steps }: Segment,
    { sources, facts: known }: SegmentValue,
    { branches, onWritten }: Calling,
  ): Promise<TransformReply> {
    if (lane !== 'process' && lane !== 'thread')
      throw new Fault('bug', { subject: lane, why: 'Nothing runs in this lane.' })
    const { parts } = this.#batch
    const { limits } = parts.settings
    const secrets = secretsOf([...steps, ...branches.flatMap((branch) => branch.steps)], parts)
    const task = { kind: 'transform' as const, family, sources, trunk: steps, branches, limits, known, secrets }
    this.#parts.stage.onStage(firstStepOf(steps, branches[0]?.steps ?? []), 0)
    const running = parts.lanes[lane].run(task, {
      signal: this.#parts.stage.signal,
      stallMs: limits.stallMs,
      memoryBytes: limits.workerMemoryMb * 2 ** 20,
      onProgress: ({ step, fraction }) => this.#parts.stage.onStage(step, fraction),
      ...(onWritten && { onWritten }),
    })
    const targets = branches.map(({ target }) => target)
    const reply = await running.catch((error: unknown) => {
      throw aboutFile(aboutFolder(error, targets), sources, this.#job.source)
    })
    this.#parts.stage.onTimings(reply.timings)
    // Each by itself: once the first has been taken over, the others cannot be found by counting up.
    for (const { path } of reply.results) this.#parts.written.push(path)
    this.#noteSources(sources, reply.sources)
    return reply
  }

  /** Each file's own hash, from the first segment that read it; what later ones read are intermediates. */
  #noteSources(sources: TaskSource[], hashes: string[]): void {
    for (const [at, { path }] of sources.entries()) {
      const member = this.#members.get(path)
      const sha256 = hashes[at]
      if (member !== undefined && sha256) this.sources[member] ??= sha256
    }
  }
}

import { Fault } from '../../contract/fault.ts'
import type { SegmentStep, TaskBranch, TaskResult, TaskSource, TransformReply } from '../../contract/task.ts'
import { child } from '../io/paths.ts'
import type { CourseBranch, Segment } from '../plan/course.ts'
import { decidedSegments } from '../plan/decide.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from './batch-context.ts'
import type { ComingResults } from './coming-results.ts'
import { filesOf, type Job } from './job.ts'
import type { Scratch } from './scratch.ts'
import type { Stage } from './stage.ts'
import { secretsOf } from './task-secrets.ts'
import { sourceOf, sourceOfJob } from './task-sources.ts'

export interface SegmentRunParts {
  stage: Omit<Stage, 'turns' | 'onHeld'>
  /** Where intermediates lie. */
  scratch: Scratch
  /** Everything a worker may have written beside a target; names are added before they are used. */
  written: string[]
  /** Where results are handed to whoever takes them over, the first of them while others are still made. */
  coming: ComingResults
}

/** Runs the segments of one job in their lanes, from its files to the results that workers have written. */
export class SegmentRun {
  /** Hashes of the files the job is about, in order, as the first step that read each saw it. */
  readonly sources: string[] = []
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #parts: SegmentRunParts
  readonly #members: Map<string, number>

  constructor(job: Job, batch: BatchContext, parts: SegmentRunParts) {
    this.#job = job
    this.#batch = batch
    this.#parts = parts
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

  /** The file itself, or every member of the group after what is done to each by itself. */
  async #inputs(): Promise<TaskSource[]> {
    const { gathering } = this.#batch.course
    if (!gathering) return [sourceOfJob(this.#job)]
    const inputs: TaskSource[] = []
    for (const member of this.#job.members) {
      let current = sourceOfJob(member)
      for (const segment of decidedSegments(gathering.before, member.facts))
        current = sourceOf(await this.#single(segment, [current]), current.name)
      inputs.push(current)
    }
    return inputs
  }

  /** The shared segments, the last of which serves every branch at once; then each branch's own. */
  async #shared(
    shared: Segment[],
    branches: CourseBranch[],
    inputs: TaskSource[],
  ): Promise<[number, TaskResult | null][]> {
    let current = inputs
    for (const segment of shared.slice(0, -1)) current = [sourceOf(await this.#single(segment, current), this.#name)]
    const last = shared.at(-1)
    const fanned = last ? await this.#fan(last, branches, current) : branches.map(() => current)
    const results: [number, TaskResult | null][] = []
    for (const [at, branch] of branches.entries())
      for (const value of fanned[at] ?? []) results.push([at, await this.#tail(at, branch.own, value)])
    return results
  }

  async #fan(
    segment: Segment,
    branches: CourseBranch[],
    sources: TaskSource[],
  ): Promise<(TaskResult | TaskSource)[][]> {
    const targets: string[] = []
    for (const [at, branch] of branches.entries()) targets.push(await this.#target(branch.own.length === 0 ? at : null))
    const fused = branches.map((branch, at) => ({ steps: branch.fused, target: targets[at] ?? '' }))
    const isLast = branches.every(({ own }) => own.length === 0)
    const reply = await this.#run(segment, sources, { branches: fused, isLast })
    return branches.map((_, at) => reply.results.filter((result) => result.branch === at))
  }

  /** They can be taken over while the worker makes the others. */
  #tell(results: TaskResult[]): void {
    for (const { path } of results) this.#parts.written.push(path)
    this.#parts.coming.tell(results)
  }

  /** Null for a branch without any step: the original itself is its result. */
  async #tail(at: number, segments: Segment[], value: TaskResult | TaskSource): Promise<TaskResult | null> {
    let current: TaskResult | TaskSource = value
    for (const [n, segment] of segments.entries()) {
      const beside = n === segments.length - 1 ? at : null
      current = await this.#single(segment, [sourceOf(current, this.#name)], beside)
    }
    return 'facts' in current ? current : null
  }

  async #single(segment: Segment, sources: TaskSource[], beside: number | null = null): Promise<TaskResult> {
    const [result] = (
      await this.#run(segment, sources, { branches: [{ steps: [], target: await this.#target(beside) }] })
    ).results
    if (!result) throw new Fault('step-failed', { subject: this.#job.source, why: 'A step gave no result.' })
    return result
  }

  /** Beside the branch's target, or in scratch for intermediates. */
  async #target(branch: number | null): Promise<string> {
    const name = `${nextAttempt(this.#job, this.#batch)}w`
    if (branch === null) return this.#parts.scratch.path(name)
    const path = child(await this.#batch.places.of(this.#job.targets[branch]?.folder), name)
    this.#parts.written.push(path)
    return path
  }

  async #run(
    { family, lane, steps }: Segment,
    sources: TaskSource[],
    { branches, isLast = false }: { branches: TaskBranch[]; isLast?: boolean },
  ): Promise<TransformReply> {
    if (lane !== 'process' && lane !== 'thread')
      throw new Fault('bug', { subject: lane, why: 'Nothing runs in this lane.' })
    const { parts } = this.#batch
    const { limits } = parts.settings
    const secrets = secretsOf([...steps, ...branches.flatMap((branch) => branch.steps)], parts)
    const task = { kind: 'transform' as const, family, sources, trunk: steps, branches, limits, secrets }
    this.#parts.stage.onStage(stepName(steps, branches[0]?.steps ?? []), 0)
    const reply = await parts.lanes[lane].run(task, {
      signal: this.#parts.stage.signal,
      stallMs: limits.stallMs,
      memoryBytes: limits.workerMemoryMb * 2 ** 20,
      onProgress: ({ step, fraction }) => this.#parts.stage.onStage(step, fraction),
      ...(isLast && { onWritten: (results: TaskResult[]) => this.#tell(results) }),
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

function stepName(...lists: SegmentStep[][]): string {
  const [first] = lists.flat()
  if (!first) return 'read'
  return 'step' in first ? first.step : stepName(first.steps)
}

import { Fault } from '../../contract/fault.ts'
import type { SegmentStep, TaskBranch, TaskResult, TaskSource, TransformReply } from '../../contract/task.ts'
import { child } from '../io/paths.ts'
import type { CourseBranch, Segment } from '../plan/course.ts'
import { decidedCourse, decidedSegments } from '../plan/decide.ts'
import { nextAttempt } from './attempt-name.ts'
import type { BatchContext } from './batch-context.ts'
import { ComingResults } from './coming-results.ts'
import { filesOf, type Finished, type FinishedOutput, type Job } from './job.ts'
import { Scratch } from './scratch.ts'
import { takeGroups } from './take-groups.ts'
import { copiesBeside, leavingAlong } from './travel-along.ts'
import { secretsOf } from './task-secrets.ts'
import { digestOf, sourceOf, sourceOfJob } from './task-sources.ts'
import type { Turns } from './turns.ts'

export interface Stage {
  signal: AbortSignal
  /** Told as a job enters a stage, and as the stage goes on. */
  onStage: (stage: string, fraction: number) => void
  /** Whether it may begin now. */
  turns: Turns
  /** Told where the time of each call of a worker went. */
  onTimings: (timings: TransformReply['timings']) => void
}

/** Runs a job's segments in their lanes and leaves finished, checked attempts beside the targets. On any way out but success nothing of them is left. */
export async function transform(job: Job, batch: BatchContext, stage: Omit<Stage, 'turns'>): Promise<Finished> {
  await using scratch = new Scratch(batch)
  // Conditions on what is known beforehand choose the way of each file.
  const own = { ...batch, course: decidedCourse(batch.course, job.facts) }
  const run = new SegmentRun(job, own, { ...stage, scratch })
  try {
    return await run.course()
  } catch (error) {
    await run.clean()
    throw error
  }
}

class SegmentRun {
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #stage: Omit<Stage, 'turns'> & { scratch: Scratch }
  /** Everything a worker or we may have written beside a target. */
  readonly #written: string[] = []
  /** Of the files the job is about, in order, as the first step that read them saw them. */
  readonly #sources: string[] = []
  readonly #coming = new ComingResults()
  readonly #members: Map<string, number>

  constructor(job: Job, batch: BatchContext, stage: Omit<Stage, 'turns'> & { scratch: Scratch }) {
    this.#job = job
    this.#batch = batch
    this.#stage = stage
    this.#members = new Map(filesOf(job).map(({ source }, at) => [source, at]))
  }

  get #name(): string {
    return sourceOfJob(this.#job).name
  }

  async course(): Promise<Finished> {
    const [job, batch, written] = [this.#job, this.#batch, this.#written]
    const finishing = { job, batch, written, signal: this.#stage.signal }
    const [made, finished] = await Promise.allSettled([this.#make(), takeGroups(this.#coming, finishing)])
    if (made.status === 'rejected') throw made.reason
    if (finished.status === 'rejected') throw finished.reason
    const outputs = finished.value
    const results = made.value
    const sourceSha256 = digestOf(this.#sources)
    const [first] = outputs
    if (!first) throw new Fault('step-failed', { subject: this.#job.source, why: 'No result was to be kept.' })
    outputs.push(...(await this.#along(first)))
    const leaving = [...this.#leaving(results), ...leavingAlong(outputs)]
    return { job, sourceSha256, original: 'stays', leaving, outputs }
  }

  /** Runs all segments; answers with the results that were made. */
  async #make(): Promise<TaskResult[]> {
    const { shared, branches } = this.#batch.course
    try {
      const results = await this.#shared(shared, branches, await this.#inputs())
      this.#stage.onStage('write', 0)
      this.#coming.end(results)
      return results.flatMap(([, result]) => (result ? [result] : []))
    } catch (error) {
      this.#coming.abandon()
      throw error
    }
  }

  /** Copies of the files that travel along, beside the first result. */
  #along(first: FinishedOutput): Promise<FinishedOutput[]> {
    const { keep } = this.#batch.recipe
    const keeping = { keepTimes: keep.includes('times'), keepMode: keep.includes('mode') }
    return copiesBeside({ job: this.#job, first, batch: this.#batch }, async (request) => {
      this.#written.push(child(request.folder, request.attempt))
      const [outcome] = await this.#batch.parts.io.call('copy', [{ ...request, ...keeping }])
      if (outcome?.ok) return outcome.value
      throw outcome ? Fault.fromWire(outcome.fault) : new Fault('bug', { subject: request.source })
    })
  }

  /** All files the results were made of, unless a step has told which of them are not needed any more. */
  #leaving(results: TaskResult[]): Finished['leaving'] {
    const told = results.flatMap(({ aside }) => (aside ? [aside] : []))
    const aside = told.length > 0 ? new Set(told.flat()) : null
    const members = this.#batch.course.gathering ? filesOf(this.#job) : [this.#job]
    const files = members.map((file, at) => ({ file, sha256: this.#sources[at] ?? '' }))
    return files.filter(({ file }) => aside?.has(file.source) ?? true)
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
    for (const { path } of results) this.#written.push(path)
    this.#coming.tell(results)
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
    if (branch === null) return this.#stage.scratch.path(name)
    const path = child(await this.#batch.places.of(this.#job.targets[branch]?.folder), name)
    this.#written.push(path)
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
    this.#stage.onStage(stepName(steps, branches[0]?.steps ?? []), 0)
    const reply = await parts.lanes[lane].run(task, {
      signal: this.#stage.signal,
      stallMs: limits.stallMs,
      memoryBytes: limits.workerMemoryMb * 2 ** 20,
      onProgress: ({ step, fraction }) => this.#stage.onStage(step, fraction),
      ...(isLast && { onWritten: (results: TaskResult[]) => this.#tell(results) }),
    })
    this.#stage.onTimings(reply.timings)
    // Each by itself: once the first has been taken over, the others cannot be found by counting up.
    for (const { path } of reply.results) this.#written.push(path)
    this.#noteSources(sources, reply.sources)
    return reply
  }

  /** Each file's own hash, from the first segment that read it; what later ones read are intermediates. */
  #noteSources(sources: TaskSource[], hashes: string[]): void {
    for (const [at, { path }] of sources.entries()) {
      const member = this.#members.get(path)
      const sha256 = hashes[at]
      if (member !== undefined && sha256) this.#sources[member] ??= sha256
    }
  }

  /** What is left after a fault or a cancel. Workers number their results, so the names are looked for, not guessed. */
  async clean(): Promise<void> {
    const { io, journal } = this.#batch.parts
    const found = await io.call('attemptFiles', this.#written)
    const left = await io.call('dispose', found)
    if (left.length > 0) await journal.call('noteLitter', left)
  }
}

function stepName(...lists: SegmentStep[][]): string {
  const [first] = lists.flat()
  if (!first) return 'read'
  return 'step' in first ? first.step : stepName(first.steps)
}

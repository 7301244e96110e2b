import { Fault } from '../../../contract/fault.ts'
import type { TaskBranch, TaskResult, TaskSource, TransformReply } from '../../../contract/task.ts'
import type { Segment } from '../../plan/course.ts'
import { aboutFile, aboutFolder } from './about-file.ts'
import type { BatchContext } from '../batch-context.ts'
import { firstStepOf } from './first-step.ts'
import { filesOf, type Job } from '../job.ts'
import type { SegmentValue } from './segment-value.ts'
import type { WorkStage } from '../stage.ts'
import { secretsOf } from './task-secrets.ts'

export interface Calling {
  branches: TaskBranch[]
  /** Told of results while the worker makes the others. */
  onWritten?: (results: TaskResult[]) => void
}

/** The calls of lanes that one job makes. */
export class SegmentCalls {
  /** Hashes of the files the job is about, in order, as the first step that read each saw it. */
  readonly sources: string[] = []
  readonly #job: Job
  readonly #batch: BatchContext
  readonly #stage: WorkStage
  readonly #written: string[]
  readonly #members: Map<string, number>

  constructor(job: Job, batch: BatchContext, { stage, written }: { stage: WorkStage; written: string[] }) {
    this.#job = job
    this.#batch = batch
    this.#stage = stage
    this.#written = written
    this.#members = new Map(filesOf(job).map(({ source }, at) => [source, at]))
  }

  /** Results are in `written` when it resolves; a fault is about the person's file, or the folder that could not be written to. */
  async call(
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
    this.#stage.onStage(firstStepOf(steps, branches[0]?.steps ?? []), 0)
    const running = parts.lanes[lane].run(task, {
      signal: this.#stage.signal,
      stallMs: limits.stallMs,
      memoryBytes: limits.workerMemoryMb * 2 ** 20,
      onProgress: ({ step, fraction }) => this.#stage.onStage(step, fraction),
      ...(onWritten && { onWritten }),
    })
    const targets = branches.map(({ target }) => target)
    const reply = await running.catch((error: unknown) => {
      throw aboutFile(aboutFolder(error, targets), sources, this.#job.source)
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
      if (member !== undefined && sha256) this.sources[member] ??= sha256
    }
  }
}

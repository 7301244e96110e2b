import type { PreviewResult } from '../../../contract/preview-commands.ts'
import type { Facts } from '../../../contract/facts.ts'
import type { TransformTask } from '../../../contract/task.ts'
import { nameOf, namesBelow } from '../../io/paths.ts'
import type { Segment } from '../../plan/course.ts'
import type { EngineParts } from '../batch-context.ts'
import type { Job } from '../job.ts'
import type { TaskLane } from '../lanes/task-lanes.ts'
import { lateTarget, type Naming } from '../targets.ts'
import { secretsOf } from '../making/task-secrets.ts'

/** A person does not wait longer for a sketch. */
const sketchMostMs = 20_000

export interface SketchRequest {
  job: Job
  naming: Naming
  segment: Segment
  /** A name no file has; results are told by it. */
  target: string
  sidePx: number
  signal: AbortSignal
}

export interface Sketched {
  results: (Omit<PreviewResult, 'picture'> & { path: string; sizeBytes: number })[]
  sourceFacts: Facts
}

/** The one segment that makes every result, where it can be sketched: pictures from the first step to the last. Else null. */
export function sketchable({ course }: Naming): Segment | null {
  const [segment, ...more] = course.shared
  const alone = more.length === 0 && !course.gathering && course.branches.every(({ own }) => own.length === 0)
  return alone && segment?.family === 'image' && segment.lane === 'process' ? segment : null
}

/** Has a warm process draw the results. */
export async function sketch(
  parts: EngineParts,
  lane: TaskLane,
  { job, naming, segment, target, sidePx, signal }: SketchRequest,
): Promise<Sketched> {
  const { limits } = parts.settings
  const branches = naming.course.branches.map(({ fused }, at) => ({ steps: fused, target: `${target}-${at}` }))
  const name = nameOf(job.source)
  const task: TransformTask = {
    kind: 'transform',
    family: segment.family,
    sources: [{ path: job.source, name, type: String(job.facts['type'] ?? ''), sizeBytes: job.identity.sizeBytes }],
    trunk: segment.steps,
    branches,
    limits,
    known: job.facts,
    secrets: secretsOf([...segment.steps, ...branches.flatMap(({ steps }) => steps)], parts),
    sketch: { sidePx },
  }
  const reply = await lane.run(task, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(sketchMostMs)]),
    stallMs: sketchMostMs,
    memoryBytes: limits.workerMemoryMb * 2 ** 20,
    onProgress: () => {},
  })
  const results = reply.results.map(({ branch, path, type, extension, facts, sizeBytes }) => ({
    branch,
    name: shownName(lateTarget(job, naming, { branch, extension: `.${extension}`, facts }), naming),
    type,
    bytes: null,
    facts,
    excerpt: null,
    path,
    sizeBytes,
  }))
  return { results, sourceFacts: reply.sourceFacts[0] ?? {} }
}

interface Named {
  folder: string
  name: string | null
  stem: string
  extension: string
}

/** With the folders below the one that results go to. */
export function shownName({ folder, name, stem, extension }: Named, { record }: Pick<Naming, 'record'>): string {
  return [...namesBelow(record.outRoot, folder), name ?? stem + extension].join('/').toWellFormed()
}

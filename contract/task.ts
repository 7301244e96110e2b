import type { Facts } from './facts.ts'
import type { WireFault } from './fault.ts'
import type { FileIdentity } from './job.ts'
import type { Linking } from './linking.ts'
import type { Condition } from './recipe.ts'
import type { StepCall } from './step.ts'

/** Steps as a worker runs them: conditions on results are decided there, where the value is. */
export type SegmentStep = StepCall | { when: Condition; steps: SegmentStep[] }

/** Caps for one task; each is a named setting. */
export interface TaskLimits {
  maxPixels: number
  maxUnpackedBytes: number
  /** Unpacked bytes for each byte of an archive. */
  maxUnpackedRatio: number
  maxEntries: number
}

export interface TaskSource {
  path: string
  /** Media type by content. */
  type: string
  sizeBytes: number
  /** As the person knows it: below what they chose, joined by `/`. For lists, archives and the like. */
  name: string
  /** The state a file of the person was admitted in, and has to be in still; left out for intermediates. */
  identity?: FileIdentity
  /** Of an intermediate, which has a time and rights of its own that say nothing: the person's file it was made of. */
  madeOf?: string
  /** When the content it was made of was last changed, in epoch milliseconds. */
  modifiedMs?: number
  /** As the archive says that it came out of. */
  rights?: number
}

/** Secret values by the name a recipe gives; they are never written, shown or logged. Of one that is not set, why: only a step that needs it fails. */
export type Secrets = Readonly<Record<string, string | { missing: string }>>

/** One tail of a segment: where its results go. */
export interface TaskBranch {
  steps: SegmentStep[]
  /** The worker writes to `${target}.0`, `${target}.1`… and to nothing else; no two attempts share a target. */
  target: string
  /** What becomes of results that are not smaller than the original; left out where they are kept, or go on to further calls. */
  notSmaller?: NotSmaller | undefined
  /** Its results are to be published: the worker checks them itself once all is written, where their family reads them at once; that spares each a call. */
  checks?: boolean
}

/** For whoever names the results of a call before they are compared. */
export interface NotSmaller {
  /** Of the original: results of so many bytes, or of more, give way. */
  thanBytes: number
  to: 'nothing' | 'original'
}

/** Whether something else will stand in the place of a result. What names others goes with those it names, however large it is. */
export function givesWay(
  { sizeBytes, linking }: Pick<TaskResult, 'sizeBytes' | 'linking'>,
  { thanBytes }: Pick<NotSmaller, 'thanBytes'>,
): boolean {
  return !linking && sizeBytes >= thanBytes
}

/** One call of a worker: decode the sources, run the trunk, then each branch on its own copy of the value, and encode. */
export interface TransformTask {
  kind: 'transform'
  family: string
  sources: TaskSource[]
  trunk: SegmentStep[]
  branches: TaskBranch[]
  limits: TaskLimits
  /** What the calls before have found out about the one source, for conditions; left out where there were none. */
  known?: Facts
  /** Those that the steps' `secret` options name. */
  secrets?: Secrets
  /** Results are only looked at, by somebody who waits: about this large, and soon. Families that cannot sketch write them whole. */
  sketch?: { sidePx: number }
}

/** Opens finished results and compares each with what its step promised, where the worker that made them has not. */
export interface CheckTask {
  kind: 'check'
  family: string
  results: TaskResult[]
  /** As of the transform that made it. */
  secrets?: Secrets
}

/** Looks into files for what names and conditions need before the work begins, such as when a picture was taken. */
export interface InspectTask {
  kind: 'inspect'
  paths: string[]
  /** Pictures are measured too, for which codecs are needed. */
  measures?: boolean
  /** Nothing but of what kind each is by its first bytes. */
  kinds?: boolean
}

export type Task = TransformTask | CheckTask | InspectTask

/** The file a task is about, for faults. */
export function subjectOf(task: Task): string {
  if (task.kind === 'inspect') return task.paths[0] ?? 'no file'
  return (task.kind === 'transform' ? task.sources[0]?.path : task.results[0]?.path) ?? task.family
}

/** One file a worker wrote. */
export interface TaskResult {
  branch: number
  index: number
  path: string
  type: string
  /** Without the dot. */
  extension: string
  sizeBytes: number
  /** Late facts, e.g. width, height, pages, and a `suffix` for the parts of a split. */
  facts: Record<string, string | number>
  /** When its content was last changed, in epoch milliseconds, where that has nothing to do with when the source was. */
  modifiedMs?: number
  /** Who may read, write and run it, as nine bits, where the archive it came out of says. */
  rights?: number
  /** Paths of the sources that are not needed any more now that there is this result; left out where that is all of them. */
  aside?: readonly string[]
  /** No more can be said of it than its size, which whoever takes it over compares: it needs no check. Left out where its family opens it again. */
  plain?: boolean
  /** The worker that made it has opened it again, and found these bytes to be what was promised: their SHA-256. Whoever takes it over compares. */
  checked?: string
  /** CRC-32 of the bytes that were handed to the disk, where the check compares them with those it finds. */
  crc32?: number
  /** It names other results of its branch, and is written as this says. What they are called in the end is known only later, and is put in then. */
  linking?: Linking
}

export interface TransformReply {
  results: TaskResult[]
  /** SHA-256 of each source, lower-case hex, in order: of the very bytes that were decoded; none for a sketch. */
  sources: string[]
  /** One for each source, in order: what was known of it before the first step. */
  sourceFacts: Facts[]
  /** Where each step's time went, in order, for the inspector and for `what limits us`. */
  timings: { step: string; ms: number }[]
}

/** From a lane to its worker, one at a time. */
export interface LaneMessage {
  id: number
  task: Task
  /** Resident memory at which the worker ends itself by `overMemorySignal`. */
  memoryBytes: number
}

/** How a worker process that is over its memory says so: no decoder dies of this signal by itself. */
export const overMemorySignal = 'SIGUSR2'

/** Windows has no such signals: there it writes to this descriptor, which only its lane reads, and then ends itself. */
export const overMemoryDescriptor = 4

/** One for each path, in order; empty where nothing could be told. */
export interface InspectReply {
  facts: Facts[]
}

/** Null: a check that passed. */
export type TaskReply = TransformReply | InspectReply | null

/** What a task of this kind is answered with. */
export type ReplyTo<T extends Task> = T extends TransformTask
  ? TransformReply
  : T extends InspectTask
    ? InspectReply
    : null

/** What a worker process has come to, told while it has nothing to do. */
export interface Usage {
  /** Memory in use. */
  residentBytes: number
  /** Processor time since its start, of all its threads. */
  workedMs: number
}

/** From a worker to its lane. */
export type WorkerMessage =
  | { type: 'ready'; usage: Usage }
  | { type: 'progress'; id: number; step: string; fraction: number }
  | { type: 'done'; id: number; reply: TaskReply; usage: Usage }
  | { type: 'fault'; id: number; step: string; fault: WireFault; usage: Usage }
  /** An external program was started in a process group of its own. */
  | { type: 'spawned'; id: number; pid: number }

/** From a thread to its lane: `started` before anything else, `done` or `fault` as its answer. */
export type ThreadMessage =
  | { type: 'started'; threadId: number }
  | { type: 'progress'; step: string; fraction: number }
  /** Results that can be taken over while others are still written; the reply has the rest. As JSON, which for many small objects costs both sides less. */
  | { type: 'written'; results: string }
  | { type: 'done'; reply: TaskReply }
  | { type: 'fault'; fault: WireFault }

import type { BatchCounts, BatchState, OutputRecord } from './job.ts'
import type { OriginalsLeave } from './recipe.ts'
import type { ShownPath } from './shown-path.ts'
import type { Gathering, WatchStatus } from './watch.ts'
import type { FaultCode, WireFault } from './fault.ts'
import type { GateName } from './gate-of.ts'

/** A job that is under way. */
export interface RunningRow {
  seq: number
  path: string
  /** `read`, `write`, or the step's name. */
  stage: string
  fraction: number
}

/** A job that has ended, as faces show it the moment it ends. */
export interface EndedRow extends ShownPath {
  seq: number
  state: 'done' | 'skipped' | 'failed' | 'cancelled'
  reused: boolean
  outputs: OutputRecord[]
  fault: WireFault | null
  ms: number
}

export interface BatchSnapshot {
  batchId: string
  recipe: string
  out: string
  state: BatchState
  /** Why the batch waits or needs somebody; empty while all is well. */
  reason: string
  /** The disk the batch waits for, which is full or away; null while it waits for none. */
  held: { code: FaultCode; subject: string } | null
  counts: BatchCounts
  /** It was stopped before all files were found: there are more than `counts.total`. Absent where all were. */
  partial?: true
  /** The first few of those under way. */
  running: RunningRow[]
  /** How many files are in which part of their way, all of them. */
  stages: Record<GateName, number>
  /** Of large files under way, how many bytes have been copied: not among those that have ended. Absent where there are none. */
  copiedBytes?: number
  /** Bytes of the files that are done because their results were there before, so that they took no time; absent where there are none. */
  reusedBytes?: number
  /** Files the engine has worked on to their end since it took the batch up, and none that had ended before; absent where nothing works on it. */
  workedFiles?: number
  /** The most there were at once in each part since the engine took the batch up; absent where nothing works on it. */
  most?: Record<GateName, number>
  /** The stage jobs spent most of their time in, with its share of it (0..1). What holds them back is another question: `engine.workings` has what tells. */
  slowest: { stage: string; share: number } | null
  startedMs: number
  /** How long of the time since it began nobody worked on it, in milliseconds: until somebody went on with it; absent where that is none. */
  restedMs?: number
  /** Since when nobody works on it, epoch milliseconds; absent while somebody does, and where the engine does not know. */
  restsSinceMs?: number
  /** Milliseconds until the end at the present rate; null while nobody can say. */
  remainingMs: number | null
  /** What a person would call its files; absent where nobody said. */
  title?: string
  /** Results take the places of their originals, and none comes to `out`. */
  replaces?: true
  /** What becomes of originals; absent where they stay as they are, and at the end where all have stayed. Told while the batch is under way and as it ends. */
  originals?: OriginalsLeave
  /** A step finds out which of them, and the others stay; absent where that is known before. */
  picked?: true
  /** The watched folder whose batch of the day it is; absent for what a person started. */
  watch?: string
  /** Of a watched folder; absent where no file waits in a group. */
  gathering?: Gathering
  /**
   * Files that are still being sent to the folder it runs over; absent once none is waited for. `files` and `bytes` are what was announced, `arrived` and
   * `arrivedBytes` what has come; its counters know those it has taken. `closesMs`: nobody is sending any more, and when it goes on without the rest, epoch
   * milliseconds; null while somebody is.
   */
  arriving?: { files: number; bytes: number; arrived: number; arrivedBytes: number; closesMs: number | null }
  /** Set where nothing works on it although it is not over: the engine was closed, or ended, before it was done. `batch.resume` goes on with it. */
  interrupted?: true
  /** Of one that nothing works on although it is not over: how long it was worked on, in milliseconds; absent where nobody knows. */
  workedMs?: number
  /** The last file a worker crashed on since the engine took the batch up, and how many there were; absent where none did. */
  crashed?: { seq: number; path: string; files: number }
}

/**
 * What the engine announces. Snapshots of a batch, and the state of a watched folder, come at most ten a second, ever more rarely while nothing is new, and never queue up; ended rows are all delivered, in order of ending, to faces on
 * the same machine. A face in a browser is not told rows at all: it shows a window of them, asked for with `batch.rows` (answered within 20 ms), and
 * asks for it again when the counters of a snapshot have changed, at most four times a second. So a batch of a million files costs it what one of ten does.
 */
export type EngineEvent =
  | { type: 'batch'; batch: BatchSnapshot }
  | { type: 'ended'; batchId: string; rows: EndedRow[] }
  | { type: 'finished'; batch: BatchSnapshot }
  | { type: 'watch'; watch: WatchStatus }
  /** `unasked`: the command that began it had not asked for it for a minute, as one that is halted does not. */
  | { type: 'watch-removed'; watch: string; unasked?: true }
  /** Somebody changed a setting: `settings.get` says how it is now. */
  | { type: 'settings' }
  /** Somebody let files out of the vault: `vault.list` says what it holds now. */
  | { type: 'vault' }
  /** Somebody kept, renamed or removed a recipe: `recipe.list` says which there are now. */
  | { type: 'recipes' }
  | { type: 'notice'; level: 'info' | 'warn'; message: string }

const changes = ['settings', 'vault', 'recipes'] as const

/** Says only that something is another one now: of several that were not read yet one is enough. */
export function isChange(event: EngineEvent): event is Extract<EngineEvent, { type: (typeof changes)[number] }> {
  return changes.some((change) => change === event.type)
}

import type { Facts } from './facts.ts'
import type { ShownPath } from './shown-path.ts'

/** What tells one state of a file from another. Decimal strings, since 64-bit numbers do not survive JSON. */
export interface FileIdentity {
  dev: string
  ino: string
  sizeBytes: number
  mtimeNs: string
  /** Change time, which nobody can set back: of one whose other marks are the same it says that something was done to it. Absent where it was not noted. */
  ctimeNs?: string
}

export type JobState = 'waiting' | 'running' | 'committing' | 'done' | 'skipped' | 'failed' | 'cancelled' | 'undone'
export type BatchState = 'counting' | 'running' | 'pausing' | 'paused' | 'needs-you' | 'finished' | 'cancelled'

export const endedJobStates = ['done', 'skipped', 'failed', 'cancelled', 'undone'] as const satisfies JobState[]

/** Files whose results another batch made, their bytes, and those results. */
export interface TakenOver {
  files: number
  bytes: number
  results: number
  outputBytes: number
}

/** How many jobs of a batch are in which state, and how many bytes they have. */
export interface BatchCounts {
  total: number
  waiting: number
  running: number
  done: number
  /** Of those that are done: what they became was made by another batch, or by this one before it had come to its end and was run again. */
  reused: number
  /** Of those reused: files whose results another batch made, so that undo of this one leaves them. Absent where none is reused. */
  takenOver?: TakenOver
  /** Of those taken over: files that the list of a batch that ended long ago has no row of any more. Absent where it has all. */
  unlisted?: number
  skipped: number
  failed: number
  cancelled: number
  undone: number
  /** Of all files found so far. */
  totalBytes: number
  /** Of the inputs of jobs that have ended. */
  endedBytes: number
  /** Of the inputs of jobs that are done, to compare the bytes of results with. */
  doneBytes: number
  /** Files that were published. */
  results: number
  /** Of the results that were published. */
  outputBytes: number
}

/** What of it is a plain number. */
export type Counted = Exclude<keyof BatchCounts, 'takenOver' | 'unlisted'>

export function emptyCounts(): BatchCounts {
  return {
    total: 0,
    waiting: 0,
    running: 0,
    done: 0,
    reused: 0,
    skipped: 0,
    failed: 0,
    cancelled: 0,
    undone: 0,
    totalBytes: 0,
    endedBytes: 0,
    doneBytes: 0,
    results: 0,
    outputBytes: 0,
  }
}

export interface OutputRecord extends ShownPath {
  bytes: number
  /** Lower-case hex; empty for a file that was only renamed, whose bytes nobody read. */
  sha256: string
  /**
   * What steps found out about it, such as `width`, or how alike to the original it looks; left out where they found nothing. An instant of which
   * no zone is known, such as `date` where a camera wrote it, is text: `2024-05-01T12:00:00`.
   */
  facts?: Facts
}

/** One line of the report (`--report`): what became of one input. Paths are shown well-formed; the bytes are in `pathKey` where they differ. */
export interface ReportLine extends ShownPath {
  batch: string
  state: JobState
  reused: boolean
  outputs: (Omit<OutputRecord, 'sha256'> & { sha256?: string })[]
  step?: string
  code?: string
  message?: string
  remedy?: string
  ms: number
}

/** Members of a group that are told by name. */
export const membersMost = 200

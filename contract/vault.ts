import type { WireFault } from './fault.ts'

/** A file the vault holds. */
export interface HeldFile {
  /** Its number, by which it is named. */
  n: number
  /** The batch that put it there. */
  batch: string
  /** `original`: a result took its place, or its recipe keeps originals there. `conflict`: it had the name of a result. `result`: its job was undone. */
  kind: 'original' | 'conflict' | 'result'
  from: string
  to: string
  bytes: number
  atMs: number
  /** When it has been there as long as the settings want; null without such a limit. Nothing leaves by itself. */
  untilMs: number | null
  /** False where it is not: its disk is not connected, or somebody removed it. */
  there: boolean
}

export interface VaultPage {
  files: HeldFile[]
  next: number | null
  totals: { files: number; bytes: number; oldestMs: number | null }
  /** What is over a limit of the settings and how to empty it, in words; empty while nothing is. */
  notice: string
}

/** What became of a file that was to have its old name again. */
export interface RestoredFile {
  n: number
  /** The name it has now; null where it stays in the vault. */
  path: string | null
  /** Why it stays. */
  fault: WireFault | null
}

/** What became of a file that was to leave the vault for good. */
export interface EmptiedFile {
  n: number
  path: string
  bytes: number
  /** `gone`: it was not there any more. `left`: it is another file by now, or could not be removed. */
  result: 'removed' | 'gone' | 'left'
  /** Why it was left. */
  reason: string
}

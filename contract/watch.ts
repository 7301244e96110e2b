import type { BatchCounts } from './job.ts'
import type { WatchRules } from './watch-rules.ts'

/**
 * `watching`: all is well. `settling`: files are waiting to be whole. `needs-you`: a question or a file waits for a person. `out-of-hours`,
 * `paused`: files wait until it goes on. `disconnected`, `not-permitted`: tried again by itself. `failed`: it cannot work as it is set up.
 * `stopped`: nothing runs the kept watches; `millrace serve` and the desktop app do.
 */
export const watchStates = [
  'starting',
  'watching',
  'settling',
  'needs-you',
  'paused',
  'out-of-hours',
  'disconnected',
  'not-permitted',
  'failed',
  'stopped',
] as const
export type WatchState = (typeof watchStates)[number]

/** Why a folder is looked through at intervals instead of being told of by the system. */
export interface Polling {
  why: 'limit' | 'no-events'
  /** As a sentence, naming the setting to change. */
  message: string
  everyMs: number
}

/** Something only a person can decide. Until then nothing of it happens; everything else goes on. */
export interface WatchQuestion {
  /** `existing`: were there when the watch began. `recipe-changed`: were made with the recipe as it was. */
  kind: 'existing' | 'recipe-changed'
  files: number
}

/**
 * Files that wait in groups for more. `closesMs`: when their groups are closed if nothing more comes, epoch milliseconds; null while a person keeps
 * them open.
 */
export interface Gathering {
  groups: number
  files: number
  closesMs: number | null
}

export interface WatchStatus {
  id: string
  /** False: it ends with the command that began it. */
  kept: boolean
  /** Never empty. */
  name: string
  rules: WatchRules
  state: WatchState
  /** One sentence: why it is so and what will happen, empty for `watching`. */
  reason: string
  sinceMs: number
  polling: Polling | null
  question: WatchQuestion | null
  /** Files that are not whole yet. */
  settling: number
  /** Whole, and waiting for their turn: out of hours, or paused. */
  ready: number
  /** Whole and taken, and waiting in groups for more, as in the batch of the day; absent where none does. */
  gathering?: Gathering
  /** Of those settling, the ones that wait for a person (`watch.files` names them). */
  needsYou: number
  /** Until when it is paused; null while nobody said when. */
  pausedUntilMs: number | null
  today: { batchIds: string[]; counts: BatchCounts }
  /** Files that ended well, in the last 24 hours, the present one last. */
  hourly: number[]
  /** When a file was last taken; null when never. */
  lastFileMs: number | null
}

export const waitingReasons = [
  'changing',
  'empty',
  'in-use',
  'too-young',
  'settling',
  'needs-you',
  'out-of-hours',
  'paused',
  'group',
  'queue',
] as const
export type WaitingReason = (typeof waitingReasons)[number]

/** A file that was seen and is not taken yet. */
export interface WaitingFile {
  path: string
  sizeBytes: number
  /** When it was first seen. */
  sinceMs: number
  /** When it is taken if nothing changes; null while nobody can say. */
  dueMs: number | null
  reason: WaitingReason
  message: string
}

export interface WatchProblem {
  /** The rule it is about, as a key of the rules. */
  field: string
  message: string
}

export interface WatchCheck {
  /** What would make saving fail. */
  problems: WatchProblem[]
  /** Folders that would feed each other, in order, the first one again at the end; empty when there is no such circle. */
  cycle: string[]
  /** What a person should know, e.g. that results go inside the folder. */
  notes: string[]
  /** Files that are there and would be taken; counted up to `mostCounted`. */
  existing: { files: number; bytes: number; more: boolean }
}

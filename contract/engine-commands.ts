import { z } from 'zod'

/** How the engine itself is doing. */
export const engineCommands = {
  'engine.workings': () => z.object({}),
} as const

/** Something all files share, and how much of it is given out: steps at a time, memory in MiB, small files being copied. */
export interface SharedUse {
  name: string
  used: number
  limit: number
  /** Files in line that ask for some of it. */
  waiting: number
}

/** A file that is worked on, and since when it is in its stage. */
export interface FileInHand {
  batch: string
  seq: number
  path: string
  stage: string
  ms: number
}

/** Lines of a list that are told; there may be more. */
export const workingsMost = 200

export interface EngineAnswers {
  'engine.workings': {
    /** Longest first, the first `workingsMost`. */
    waiting: { what: string; holder: string; sinceMs: number }[]
    /** What a disk or the journal was asked for and has not answered for long. Longest first, the first `workingsMost`. */
    slow: { what: string; ms: number }[]
    eventLoopDelayMs: { p50: number; p99: number; max: number }
    shared: SharedUse[]
    /** Where the time of the batches under way went so far, longest first. */
    stages: { stage: string; ms: number }[]
    /** Those longest in their stage first, the first `workingsMost`. */
    inHand: FileInHand[]
  }
}

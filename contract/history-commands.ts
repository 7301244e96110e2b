import { z } from 'zod'
import { batchRef } from './batch-ref.ts'

/** What was done over a time, in figures. */
export const historyCommands = {
  /** Sums of batches by when they began: one bucket between each start and the next; the last value ends the last bucket. Epoch milliseconds, ascending. */
  'history.charts': () => z.object({ starts: z.array(z.number().int()).min(2).max(400) }),
  /** How fast a batch went, from its beginning to its end, or until now. */
  'history.pace': batchRef,
  /** Where the time of a batch's files went. */
  'history.times': batchRef,
} as const

/** `savedBytes`: as each batch tells it. */
export interface HistorySum {
  batches: number
  done: number
  /** Done, and taken back since. */
  undone: number
  failed: number
  savedBytes: number
  writtenBytes: number
  /** How long batches ran, one after the other. */
  ranMs: number
}

export interface RecipeSum extends HistorySum {
  recipe: string
}

export interface PacePoint {
  atMs: number
  /** Files that had been worked on to their end by then. */
  ended: number
}

export interface HistoryAnswers {
  'history.charts': {
    buckets: HistorySum[]
    total: HistorySum
    /** Most saved first, at most 20. */
    recipes: RecipeSum[]
  }
  /** Summed over the first 2,000 files that were timed, in the order files pass the stages; a step's name, `read`, `write` or `copy`. */
  'history.times': { stages: { stage: string; ms: number }[] }
  /** Empty for batches that were too short, or ran before it was kept. At most 240 points. */
  'history.pace': { points: PacePoint[] }
}

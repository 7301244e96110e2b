import { type BatchCounts, type BatchState, emptyCounts } from '../../contract/job.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'

/** How long nobody has worked on a batch by now: since it was over, or, where an earlier engine was ended in the middle, all of it but what that had noted. */
export function restedUntil(
  { state, startedMs, endedMs, restedMs, workedMs }: Pick<BatchRecord, RestedBy>,
  nowMs: number,
): number {
  if (state === 'counting') return 0
  return Math.max(0, endedMs === null ? nowMs - startedMs - (workedMs ?? 0) : restedMs + nowMs - endedMs)
}

type RestedBy = 'state' | 'startedMs' | 'endedMs' | 'restedMs' | 'workedMs'

/** A batch as it is taken up: whether it had come to its end before. The day of a watched folder never has. */
export function turnOf({ n, state, watch }: Pick<BatchRecord, 'n' | 'state' | 'watch'>): {
  batch: number
  wasDone: boolean
} {
  return { batch: n, wasDone: state === 'finished' && watch === null }
}

/** Not one that was taken back as a whole: whoever goes on with that wants it made again. */
export function isPartlyUndone({ counts, watch }: Pick<BatchRecord, 'counts' | 'watch'>): boolean {
  return watch === null && counts.undone > 0 && counts.done > 0
}

/** Counts of a batch of which only what was taken back is not met again. */
export function undoneOf({ undone }: BatchCounts): BatchCounts {
  return { ...emptyCounts(), undone, total: undone }
}

/** Counts of a day that is opened again: its files that wait are met again, and counted then. */
export function endedOf(counts: BatchCounts): BatchCounts {
  const { waiting, total, endedBytes } = counts
  return { ...counts, waiting: 0, total: total - waiting, totalBytes: endedBytes }
}

/** A batch of which some rows are taken once more is afterwards as far as it was before. */
export function endOf(state: BatchState): 'finished' | 'paused' | 'cancelled' {
  return state === 'finished' || state === 'cancelled' ? state : 'paused'
}

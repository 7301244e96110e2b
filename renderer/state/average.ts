import type { BatchCounts, BatchState } from '../../contract/job.ts'
import { reachedCount } from './batch-state.ts'
import { tookMs } from './took-ms.ts'

interface Ran {
  state: BatchState
  counts: BatchCounts
  startedMs: number
  restedMs?: number
  watch?: string
}

/**
 * How fast a run was that is over at `endedMs`; null where nobody can say. What was there before took no time, so it is no part of it, and where some of
 * the files are of that kind, or were taken back since, nobody knows how many bytes the others had. Where none is done there is no such speed either,
 * nor of the day of a watched folder, most of which is waiting for files.
 */
export function averageOf(ran: Ran, endedMs: number | null): { filesPerS: number; bytesPerS: number | null } | null {
  const { counts } = ran
  const seconds = endedMs === null ? 0 : tookMs(ran, endedMs) / 1000
  const files = reachedCount(ran) - counts.reused
  if (ran.watch !== undefined || seconds <= 0 || files <= 0) return null
  const isKnown = counts.reused === 0 && counts.undone === 0 && counts.doneBytes > 0
  return { filesPerS: files / seconds, bytesPerS: isKnown ? counts.doneBytes / seconds : null }
}

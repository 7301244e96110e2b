import type { BatchSnapshot } from '../../contract/event.ts'

/** Nothing is under way or will be, unless a person asks for it. */
export function isOver({ state }: Pick<BatchSnapshot, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled'
}

/** Nothing moves until a person or a disk lets it. */
export function isAtRest({ state }: Pick<BatchSnapshot, 'state'>): boolean {
  return state === 'paused' || state === 'needs-you'
}

/** The run of a watched folder's day that has done all there was, and is only open for what comes. */
export function isIdle({
  watch,
  state,
  counts,
  gathering,
}: Pick<BatchSnapshot, 'watch' | 'state' | 'counts' | 'gathering'>): boolean {
  return watch !== undefined && state === 'running' && counts.waiting + counts.running === 0 && gathering === undefined
}

/** Jobs that have an end. */
export function endedCount({ counts }: Pick<BatchSnapshot, 'counts'>): number {
  return counts.done + counts.failed + counts.skipped + counts.cancelled + counts.undone
}

/** How far it came: of a batch that was cancelled what it gave up is left out. */
export function reachedCount(snapshot: Pick<BatchSnapshot, 'counts' | 'state'>): number {
  return endedCount(snapshot) - (snapshot.state === 'cancelled' ? snapshot.counts.cancelled : 0)
}

/** All files, also those that are still being sent to it. */
export function wholeCount({ counts, arriving }: Pick<BatchSnapshot, 'counts' | 'arriving'>): number {
  return Math.max(counts.total, arriving?.files ?? 0)
}

/** Files it has not taken, since they are not there yet. */
export function comingCount(snapshot: Pick<BatchSnapshot, 'counts' | 'arriving'>): number {
  return wholeCount(snapshot) - snapshot.counts.total
}

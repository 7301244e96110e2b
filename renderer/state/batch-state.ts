import type { BatchSnapshot } from '../../contract/event.ts'

/** Nothing is under way or will be, unless a person asks for it. */
export function isOver({ state }: Pick<BatchSnapshot, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled'
}

/** Nothing moves until a person or a disk lets it. */
export function isAtRest({ state }: Pick<BatchSnapshot, 'state'>): boolean {
  return state === 'paused' || state === 'needs-you'
}

/** Jobs that have an end. */
export function endedCount({ counts }: Pick<BatchSnapshot, 'counts'>): number {
  return counts.done + counts.failed + counts.skipped + counts.cancelled + counts.undone
}

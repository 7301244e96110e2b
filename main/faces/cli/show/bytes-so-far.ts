import type { BatchSnapshot } from '../../../../contract/event.ts'

/** Of all that has ended, and of what has been copied of files that have not. */
export function bytesSoFar({ counts, copiedBytes = 0 }: Pick<BatchSnapshot, 'counts' | 'copiedBytes'>): number {
  return counts.endedBytes + copiedBytes
}

import type { BatchRow } from './batch-commands.ts'
import type { WatchStatus } from './watch.ts'

/** Whether a batch is the day of a watched folder that waits for an answer. */
export function needsSomebody({ watch }: Pick<BatchRow, 'watch'>, watches: readonly WatchStatus[]): boolean {
  return watches.some(({ id, state }) => id === watch && state === 'needs-you')
}

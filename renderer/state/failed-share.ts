import type { HistorySum } from '../../contract/history-commands.ts'

/** Of the files that were worked on, 0 to 1. Undo makes nothing fail that had not. */
export function failedShare({ done, undone, failed }: Pick<HistorySum, 'done' | 'undone' | 'failed'>): number {
  const ended = done + undone + failed
  return ended === 0 ? 0 : failed / ended
}

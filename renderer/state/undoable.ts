import type { BatchRow } from '../../contract/batch-commands.ts'
import { ownFiles } from '../../contract/own-counts.ts'
import { isIdle, isOver } from './batch-state.ts'

type Standing = Pick<BatchRow, 'state' | 'counts' | 'undo' | 'watch'>

/** Files of the batch that can be taken back, as far as the records say; 0 while it is under way. */
export function undoableFiles(row: Standing): number {
  return isOver(row) || isIdle(row) ? Math.max(0, ownFiles(row.counts) - row.undo.lost) : 0
}

import type { UndoneFile, UndoTotals } from './batch-commands.ts'

/** Of all that an answer of `batch.undo` tells, by name or only by count. */
export function undoTotals({ files, more }: { files: readonly UndoneFile[]; more?: UndoTotals }): UndoTotals {
  const totals = { undone: 0, left: 0, gone: 0, ...more }
  for (const { result, gone } of files) {
    totals[result]++
    totals.gone += gone?.length ?? 0
  }
  return totals
}

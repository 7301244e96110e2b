import type { BatchRow } from '../../../contract/batch-commands.ts'
import { isOver } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

/** Something of the batch can be taken back, as far as the records say. */
export function isUndoable({ state, counts, undo }: BatchRow): boolean {
  return isOver({ state }) && counts.done > undo.lost
}

/** What undo would do, until when it surely can, and what it can do no longer. */
export function UndoCard({ row }: { row: BatchRow }) {
  const { t, n, format } = useTexts()
  const { counts, undo } = row
  const can = isUndoable(row)
  const isLate = undo.untilMs !== null && undo.untilMs < Date.now()
  const until = undo.untilMs === null || isLate ? null : format.date(undo.untilMs)
  return (
    <div className="card hi-u">
      <div className="row g2 med">
        <Icon name={can ? 'shield' : 'lock'} size="s" />
        {!can ? t('history.cannotUndo') : until === null ? t('history.canUndo') : t('history.undoUntil', { until })}
      </div>
      {can ? <p className="sm t3">{t('history.canUndoWhy', n(counts.done - undo.lost))}</p> : null}
      {can && until !== null ? <p className="sm t3">{t('history.undoAfter')}</p> : null}
      {can && isLate ? <p className="sm t3">{t('history.undoLate')}</p> : null}
      {undo.lost > 0 ? <p className="sm t3">{t('history.undoLost', n(undo.lost))}</p> : null}
    </div>
  )
}

import type { BatchRow } from '../../../contract/batch-commands.ts'
import { isIdle, isOver } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { undoWords, useDeed } from '../run/undo-words.ts'

/** Something of the batch can be taken back, as far as the records say. */
export function isUndoable(row: BatchRow): boolean {
  return (isOver(row) || isIdle(row)) && row.counts.done > row.undo.lost
}

/** What undo would do, until when it surely can, and what it can do no longer. */
export function UndoCard({ row }: { row: BatchRow }) {
  const { t, n } = useTexts()
  const can = isUndoable(row)
  const { lost } = row.undo
  return (
    <div className="card hi-u">
      {can ? <CanUndo row={row} /> : <Headline icon="lock" text={t('history.cannotUndo')} />}
      {lost > 0 ? <p className="sm t3">{t('history.undoLost', n(lost))}</p> : null}
    </div>
  )
}

function CanUndo({ row: { id, counts, undo } }: { row: BatchRow }) {
  const texts = useTexts()
  const { t, format } = texts
  const deed = useDeed(id)
  const isLate = undo.untilMs !== null && undo.untilMs < Date.now()
  const until = undo.untilMs === null || isLate ? null : format.date(undo.untilMs)
  return (
    <>
      <Headline icon="shield" text={until === null ? t('history.canUndo') : t('history.undoUntil', { until })} />
      <p className="sm t3">{undoWords({ files: counts.done - undo.lost, deed }, texts)}</p>
      {until === null ? null : <p className="sm t3">{t('history.undoAfter')}</p>}
      {isLate ? <p className="sm t3">{t('history.undoLate')}</p> : null}
    </>
  )
}

function Headline({ icon, text }: { icon: IconName; text: string }) {
  return (
    <div className="row g2 med">
      <Icon name={icon} size="s" />
      {text}
    </div>
  )
}

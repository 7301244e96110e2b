import type { BatchRow } from '../../../contract/batch-commands.ts'
import { undoableFiles } from '../../state/undoable.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { undoWords, useDeed } from '../run/undo-words.ts'

/** What undo would do, until when it surely can, and what it can do no longer. */
export function UndoCard({ row }: { row: BatchRow }) {
  const { t, n } = useTexts()
  const { lost } = row.undo
  const earlier = row.counts.takenOver?.files ?? 0
  return (
    <div className="card hi-u">
      {undoableFiles(row) > 0 ? (
        <CanUndo row={row} />
      ) : (
        <Headline icon="lock" text={t(lost > 0 ? 'history.cannotUndo' : 'history.nothingNew')} />
      )}
      {earlier > 0 ? <p className="sm t3">{t('history.undoEarlier', n(earlier))}</p> : null}
      {lost > 0 ? <p className="sm t3">{t('history.undoLost', n(lost))}</p> : null}
    </div>
  )
}

function CanUndo({ row }: { row: BatchRow }) {
  const { id, undo } = row
  const texts = useTexts()
  const { t, format } = texts
  const deed = useDeed(id)
  const isLate = undo.untilMs !== null && undo.untilMs < Date.now()
  const until = undo.untilMs === null || isLate ? null : format.date(undo.untilMs)
  return (
    <>
      <Headline icon="shield" text={until === null ? t('history.canUndo') : t('history.undoUntil', { until })} />
      <p className="sm t3">{undoWords({ files: undoableFiles(row), deed }, texts)}</p>
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

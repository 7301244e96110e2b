import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useRecipeIcon } from '../../app/recipes.tsx'
import { useBatchTitle } from '../../app/watches.tsx'
import { isOver } from '../../state/batch-state.ts'
import { tookMs } from '../../state/took-ms.ts'
import { undoableFiles } from '../../state/undoable.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mark } from '../../ui/mark.tsx'
import { AgainButton } from './again-button.tsx'
import { useSaved } from './use-saved.ts'

interface DayProps {
  title: string
  rows: readonly BatchRow[]
  current: string | undefined
  onUndo: (row: BatchRow) => void
  onOpen: (id: string) => void
}

export function HistoryDay({ title, rows, current, onUndo, onOpen }: DayProps) {
  const { t, n } = useTexts()
  const saved = useSaved()
  const files = rows.reduce((sum, { counts }) => sum + counts.total, 0)
  const facts = { files: t('frame.files', n(files)), saved: saved(rows) }
  return (
    <section className="dy">
      <header>
        <h2 className="h2">{title}</h2>
        <span className="sm t3">{facts.saved === '' ? facts.files : t('history.day', facts)}</span>
      </header>
      <div className="list" role="list" aria-label={title}>
        {rows.map((row) => (
          <Line
            key={row.id}
            row={row}
            current={row.id === current}
            onUndo={() => onUndo(row)}
            onOpen={() => onOpen(row.id)}
          />
        ))}
      </div>
    </section>
  )
}

function Line({
  row,
  current,
  onUndo,
  onOpen,
}: {
  row: BatchRow
  current: boolean
  onUndo: () => void
  onOpen: () => void
}) {
  const { t, n, format } = useTexts()
  const titleOf = useBatchTitle()
  const icon = useRecipeIcon(row.recipe)
  const saved = useSaved()
  const { counts, startedMs, endedMs } = row
  return (
    <div className="hr" role="listitem" {...(current ? { 'aria-current': true } : {})}>
      <Glyph name={icon} />
      <button type="button" className="nm" onClick={onOpen}>
        <b className="cut">{titleOf(row)}</b>
        <span className="sm t3 cut">{recipeTitle(row.recipe)}</span>
      </button>
      <span className="sm t2">
        {row.watch === undefined ? format.clock(startedMs) : t('run.since', { time: format.clock(startedMs) })}
      </span>
      <span className="r">{t('frame.files', n(counts.total))}</span>
      <span className="r">{saved([row])}</span>
      <span className="sm">
        <Outcome row={row} />
      </span>
      <span className="r sm t2 du">
        {endedMs === null ? t(`history.state.${row.state}`) : format.seconds(tookMs(row, endedMs))}
      </span>
      <span className="row g1 ac">
        <UndoPart row={row} title={titleOf(row)} onUndo={onUndo} />
        <AgainButton batch={row.id} title={titleOf(row)} recipe={row.recipe} out={row.out} look="icon" />
      </span>
    </div>
  )
}

/** What did not go as asked, or was taken back in part; nothing where all did. */
function Outcome({ row: { counts, state } }: { row: BatchRow }) {
  const { t, n } = useTexts()
  if (counts.failed > 0)
    return (
      <span className="bad row g1">
        <Mark state="failed" />
        {t('history.failed', n(counts.failed))}
      </span>
    )
  if (state === 'cancelled')
    return (
      <span className="t2 row g1">
        <Mark state="cancelled" />
        {t('history.state.cancelled')}
      </span>
    )
  if (counts.undone === 0 || counts.done === 0) return null
  return (
    <span className="t2 row g1">
      <Mark state="undone" />
      {t('run.undone', n(counts.undone))}
    </span>
  )
}

function UndoPart({ row, title, onUndo }: { row: BatchRow; title: string; onUndo: () => void }) {
  const { t, n } = useTexts()
  const { counts } = row
  if (counts.undone > 0 && counts.done === 0) return <span className="sm t3 ud">{t('history.undone')}</span>
  const can = undoableFiles(row) > 0
  if (isOver(row) && counts.done > 0 && !can) {
    const { lost } = row.undo
    const why = lost > 0 ? t('history.undoLost', n(lost)) : t('history.undoEarlier', n(counts.takenOver?.files ?? 0))
    return (
      <span className="sm t3 ud" title={why}>
        {t(lost > 0 ? 'history.undoGone' : 'history.nothingNew')}
      </span>
    )
  }
  return (
    <Button size="small" icon="undo" aria-label={t('history.undoThis', { title })} disabled={!can} onClick={onUndo}>
      {t('history.undo')}
    </Button>
  )
}

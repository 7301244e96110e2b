import { useMemo, useState } from 'react'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useToast } from '../../app/toasts.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { Bar } from '../frame/bar.tsx'
import { NotHereYet } from '../frame/not-here-yet.tsx'
import { UndoDialog } from '../run/undo-dialog.tsx'
import { exportHistory } from './export-history.ts'
import { HistoryViews } from './history-views.tsx'
import { HistoryDays } from './history-days.tsx'
import { HistoryDetail } from './history-detail.tsx'
import { useChosen } from './use-chosen.ts'
import { useHistory } from './use-history.ts'
import '../run/run.css'
import '../run/inspector.css'
import './history.css'

/** Everything that was run, by day, with the way back. */
export function History({ chosen }: { chosen: string | null }) {
  const { t } = useTexts()
  const titleOf = useBatchTitle()
  const [search, setSearch] = useState('')
  const [undoing, setUndoing] = useState<BatchRow | null>(null)
  const version = useMirror(({ batches }) => [...batches.values()].reduce((sum, live) => sum + live.version, 0))
  const history = useHistory(version)
  const narrow = useNarrow()
  const rows = useMemo(() => found(history.rows, search, titleOf), [history.rows, search, titleOf])
  const { row, unknown } = useChosen(chosen, history)
  // Undo stands beside what is shown: that is never another batch than the one in the address.
  const current = chosen !== null || narrow ? row : rows[0]
  return (
    <>
      <Bar title={t('frame.history')}>
        <HistoryViews current="batches" />
        <SearchField className="hi-q" label={t('history.search')} value={search} onChange={setSearch} />
        <ExportButton rows={history.rows} />
      </Bar>
      <div className="split">
        <div className="pad hi-l">
          {history.rows.length === 0 ? <NoRows known={history.known} /> : null}
          {history.rows.length > 0 && rows.length === 0 ? (
            <Empty icon="search" title={t('history.nothing', { search })} />
          ) : null}
          <HistoryDays rows={rows} current={current?.id} onUndo={setUndoing} />
          {history.more && search === '' ? (
            <Button look="accent" onClick={history.loadMore}>
              {t('history.more')}
            </Button>
          ) : null}
        </div>
        <HistoryDetail row={current} unknown={unknown} open={chosen !== null && undoing === null} onUndo={setUndoing} />
      </div>
      {undoing ? (
        <UndoDialog
          batch={undoing.id}
          done={newestOf(undoing, history.rows).counts.done}
          title={titleOf(undoing)}
          onClose={() => setUndoing(null)}
        />
      ) : null}
    </>
  )
}

function newestOf(row: BatchRow, rows: readonly BatchRow[]): BatchRow {
  return rows.find(({ id }) => id === row.id) ?? row
}

function NoRows({ known }: { known: boolean }) {
  const { t } = useTexts()
  if (!known) return <NotHereYet />
  return (
    <Empty icon="history" title={t('history.emptyTitle')}>
      <p className="sm t3">{t('history.emptyWhy')}</p>
    </Empty>
  )
}

function ExportButton({ rows }: { rows: readonly BatchRow[] }) {
  const texts = useTexts()
  const toast = useToast()
  return (
    <Button
      icon="csv"
      disabled={rows.length === 0}
      onClick={() => {
        exportHistory(rows, texts)
        toast({ text: texts.t('history.exported', texts.n(rows.length)) })
      }}
    >
      {texts.t('history.exportCsv')}
    </Button>
  )
}

function found(rows: readonly BatchRow[], search: string, titleOf: (row: BatchRow) => string): readonly BatchRow[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return rows
  return rows.filter((row) => [row.recipe, row.out, titleOf(row)].some((text) => text.toLowerCase().includes(wanted)))
}

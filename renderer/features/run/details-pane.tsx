import { useUploadOf } from '../../app/use-uploads.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { isOver } from '../../state/batch-state.ts'
import { nthOf } from '../../state/pending-rows.ts'
import { countOf } from '../../state/ranges.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunView } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import type { BatchActions } from './batch-actions.ts'
import { UploadDetails } from '../upload/upload-details.tsx'
import { Inspector } from './inspector.tsx'
import { ManyFiles } from './many-files.tsx'
import { Sheet } from './sheet.tsx'
import type { Rows } from './use-rows.ts'

interface PaneProps {
  live: LiveBatch
  view: RunView
  rows: Rows
  /** In a narrow window the details are a sheet. */
  open: boolean
  onClose: () => void
  step: (by: 1 | -1) => void
  actions: BatchActions
}

/** What is known of the chosen file: beside the list, or as a sheet over it. */
export function DetailsPane({ open, onClose, step, ...rest }: PaneProps) {
  const { t } = useTexts()
  const narrow = useNarrow()
  const inside = <Inside {...rest} step={step} />
  if (!narrow)
    return (
      <aside className="insp" aria-label={t('inspector.label')}>
        {inside}
      </aside>
    )
  const keys = (event: React.KeyboardEvent) => {
    const onSlider = event.target instanceof HTMLElement && event.target.role === 'slider'
    if (onSlider) return
    if (event.key === 'ArrowLeft') step(-1)
    if (event.key === 'ArrowRight') step(1)
  }
  return (
    <Sheet title={t('inspector.label')} open={open} onClose={onClose} onKeyDown={keys}>
      {inside}
    </Sheet>
  )
}

/** One that was on its way and is not any more is a file of the run now, which stands elsewhere. */
function Pending({ nth, live, actions }: Pick<PaneProps, 'live' | 'actions'> & { nth: number }) {
  const upload = useUploadOf(live.snapshot.batchId)
  const row = upload?.progress.rows[nth]
  return upload && row ? <UploadDetails row={row} snapshot={live.snapshot} actions={actions} /> : null
}

function Inside({ live, view, rows, step, actions }: Pick<PaneProps, 'live' | 'view' | 'rows' | 'step' | 'actions'>) {
  const { t } = useTexts()
  const count = countOf(view.selection)
  if (count > 1) return <ManyFiles selection={view.selection} pages={rows.pages} counts={live.snapshot.counts} />
  const { active } = view
  const only = active && count === 1 ? active : null
  const nth = only && nthOf(only.seq)
  // What a run that is over did without is in no list any more.
  if (nth !== null && !isOver(live.snapshot)) return <Pending nth={nth} live={live} actions={actions} />
  if (only && nth === null) {
    const held = rowAt(rows.pages, only.index)
    const version = held?.state ?? ''
    return (
      <Inspector
        key={only.seq}
        batch={live.snapshot.batchId}
        seq={only.seq}
        version={version}
        step={step}
        actions={actions}
      />
    )
  }
  return (
    <div>
      <h2 className="h2">{t('run.noneTitle')}</h2>
      <p className="sm t3">{t('run.noneWhy')}</p>
    </div>
  )
}

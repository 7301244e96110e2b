import type { BatchRow } from '../../../contract/batch-commands.ts'
import { goTo } from '../../app/use-route.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { Sheet } from '../run/sheet.tsx'
import { UnknownRun } from '../run/unknown-run.tsx'
import { BatchDetail } from './batch-detail.tsx'

function leaveChosen(): void {
  goTo({ screen: 'history', batch: null })
}

interface DetailProps {
  row: BatchRow | undefined
  /** The address is of a batch that is not there. */
  unknown: boolean
  /** In a narrow window it is a sheet. */
  open: boolean
  onUndo: (row: BatchRow) => void
}

/** What is known of the chosen batch: beside the list, or over it. */
export function HistoryDetail({ open, ...rest }: DetailProps) {
  const { t } = useTexts()
  if (!useNarrow()) return <Inside {...rest} />
  return (
    <Sheet title={t('history.details')} open={open} onClose={leaveChosen}>
      <Inside {...rest} />
    </Sheet>
  )
}

function Inside({ row, unknown, onUndo }: Omit<DetailProps, 'open'>) {
  const { t } = useTexts()
  if (row) return <BatchDetail key={row.id} row={row} onUndo={() => onUndo(row)} />
  return (
    <aside className="insp" aria-label={t('history.details')}>
      {unknown ? <UnknownRun /> : null}
    </aside>
  )
}

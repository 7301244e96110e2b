import type { Dispatch } from 'react'
import type { LiveBatch } from '../../state/mirror.ts'
import { countOf } from '../../state/ranges.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import type { BatchActions } from './batch-actions.ts'
import { selectedStates } from './selected-states.ts'
import { useCopy } from './use-copy.ts'
import type { Rows } from './use-rows.ts'
import { useTake } from './use-take.ts'

interface SelectionBarProps {
  live: LiveBatch
  view: RunView
  rows: Rows
  change: Dispatch<RunViewChange>
  actions: BatchActions
}

/** What can be done with several files at once. */
export function SelectionBar({ live, view: { selection }, rows, change, actions }: SelectionBarProps) {
  const { t, n, format } = useTexts()
  const count = countOf(selection)
  const take = useTake(useCopy().batch)
  if (count < 2) return null
  const states = selectedStates(selection, rows.pages, live.snapshot.counts)
  const doings = [
    { icon: 'x', text: t('frame.cancel'), can: states.canDrop, act: actions.drop },
    { icon: 'retry', text: t('run.retry'), can: states.canRetry, act: actions.retry },
    { icon: 'undo', text: t('run.undoOne'), can: states.canUndo, act: actions.undoChosen },
    { icon: take.icon, text: take.texts.one, can: states.canDownload, act: take.results },
  ] as const
  return (
    <div className="toasts sel-b">
      <div className="toast" role="toolbar" aria-label={t('run.selectedFiles', n(count))}>
        <span className="med">{t('run.selected', n(count))}</span>
        {states.whole ? <span className="t3 sm">{format.bytes(states.sizeBytes)}</span> : null}
        <span className="sel-l" />
        {doings.map(({ icon, text, can, act }) => (
          <Button key={icon} size="small" look="quiet" icon={icon} disabled={!can} onClick={() => act(selection)}>
            {text}
          </Button>
        ))}
        <IconButton size="small" icon="x" label={t('run.clear')} onClick={() => change({ type: 'clear' })} />
      </div>
    </div>
  )
}

import type { Dispatch } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { nthOf } from '../../state/pending-rows.ts'
import { countOf, type Ranges } from '../../state/ranges.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { MenuAction } from '../../ui/menu.tsx'
import type { BatchActions } from './batch-actions.ts'
import { type SelectedStates, selectedStates } from './selected-states.ts'
import { useCopy } from './use-copy.ts'
import { useTake } from './use-take.ts'
import type { Rows } from './use-rows.ts'

interface RowLines {
  live: LiveBatch
  row: JobRow
  view: RunView
  rows: Rows
  change: Dispatch<RunViewChange>
  actions: BatchActions
}

/** The file the menu was opened on, and the chosen ones it is among. */
interface Chosen {
  row: JobRow
  selection: Ranges
  /** Whether there is no other. */
  one: boolean
  states: SelectedStates
  actions: BatchActions
}

/** The lines of the menu of a file, null between groups. */
export function useRowLines({
  row,
  live,
  view: { selection },
  rows,
  change,
  actions,
}: RowLines): (MenuAction | null)[] {
  const { t } = useTexts()
  const one = countOf(selection) <= 1
  const states = selectedStates(selection, rows.pages, live.snapshot.counts)
  const chosen = { row, selection, one, actions, states }
  const undo: MenuAction = {
    id: 'undo',
    icon: 'undo',
    text: t('run.undoOne'),
    off: one ? row.state !== 'done' : !states.canUndo,
    run: () => (one ? void actions.undo([row.path]) : actions.undoChosen(selection)),
  }
  return [...useSteering(chosen, change), null, ...useTaking(chosen), null, ...useCopies(chosen), null, undo]
}

function useSteering({ row, selection, one, states, actions }: Chosen, change: Dispatch<RunViewChange>): MenuAction[] {
  const { t, n } = useTexts()
  const count = countOf(selection)
  return [
    {
      id: 'drop',
      icon: 'x',
      text: t('run.dropFiles', n(count)),
      keys: 'Del',
      off: !states.canDrop,
      run: () => actions.drop(selection),
    },
    {
      id: 'retry',
      icon: 'retry',
      text: t('run.retryFiles', n(count)),
      keys: 'R',
      off: !states.canRetry,
      run: () => actions.retry(selection),
    },
    {
      id: 'explain',
      icon: 'info',
      text: t('run.explain'),
      keys: '→',
      off: !one || !row.fault,
      run: () => change({ type: 'explain', seq: row.seq, open: true }),
    },
  ]
}

function useTaking({ row, selection, one, states }: Chosen): MenuAction[] {
  const { t } = useTexts()
  const { batch } = useCopy()
  const { icon, texts, open, ...take } = useTake(batch)
  const isDone = row.outputs.length > 0 && row.state === 'done'
  const opening: MenuAction[] = open
    ? [{ id: 'open', icon: 'open', text: t('desktop.openResult'), off: !one || !isDone, run: () => open(row.seq) }]
    : []
  return [
    ...opening,
    {
      id: 'result',
      icon,
      text: texts.result,
      off: one ? !isDone : !states.canDownload,
      run: () => (one ? take.result(row) : take.results(selection)),
    },
    {
      id: 'original',
      icon,
      text: texts.original,
      off: !one || nthOf(row.seq) !== null,
      run: () => take.original(row.seq),
    },
  ]
}

function useCopies({ row, one }: Chosen): MenuAction[] {
  const { t } = useTexts()
  const { copyPath, copyError } = useCopy()
  const error = t('run.copyError')
  return [
    { id: 'error', icon: 'copy', text: error, keys: 'E', off: !one || !row.fault, run: () => copyError(row) },
    { id: 'path', icon: 'copy', text: t('run.copyPath'), keys: 'Ctrl C', off: !one, run: () => copyPath(row) },
  ]
}

import { type Dispatch, type RefObject, useEffect, useRef } from 'react'
import { Popover } from 'react-aria-components'
import type { JobRow } from '../../../contract/command.ts'
import { useFace } from '../../app/face.ts'
import { countOf } from '../../state/ranges.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Actions, type MenuAction } from '../../ui/menu.tsx'
import { type BatchActions, save } from './batch-actions.ts'
import type { Rows } from './use-rows.ts'
import { useCopy } from './use-copy.ts'
import { selectedStates } from './selected-states.ts'

/** Where a menu opens, and about which file. */
export interface MenuPlace {
  row: JobRow
  x: number
  y: number
}

interface RowMenuProps {
  place: MenuPlace
  view: RunView
  rows: Rows
  change: Dispatch<RunViewChange>
  actions: BatchActions
  onClose: () => void
  /** Gets the focus back. */
  back: RefObject<HTMLElement | null>
}

/** What can be done with the file, or with all that are chosen. What cannot apply is off, never hidden. */
export function RowMenu({ place, onClose, back, ...rest }: RowMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  const lines = useLines({ place, ...rest })
  const { t } = useTexts()
  useEffect(() => () => back.current?.focus({ preventScroll: true }), [back])
  return (
    <>
      <span ref={anchor} className="menu-at" style={{ left: place.x, top: place.y }} />
      <Popover
        className="menu"
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={2}
        onOpenChange={(open) => !open && onClose()}
      >
        <Actions
          label={t('run.actionsFor', { name: place.row.path })}
          actions={lines.map((line) => line && { ...line, run: closing(line.run, onClose) })}
        />
      </Popover>
    </>
  )
}

function closing(run: () => void, onClose: () => void): () => void {
  return () => {
    onClose()
    run()
  }
}

function useLines({
  place: { row },
  view,
  rows,
  change,
  actions,
}: Omit<RowMenuProps, 'onClose' | 'back'>): (MenuAction | null)[] {
  const { t, n } = useTexts()
  const { addresses } = useFace()
  const { batch, copyPath, copyError } = useCopy()
  const { selection } = view
  const count = countOf(selection)
  const one = count <= 1
  const { seq, path, outputs, state, fault } = row
  const states = selectedStates(selection, rows.pages)
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
      off: !one || !fault,
      run: () => change({ type: 'explain', seq, open: true }),
    },
    null,
    {
      id: 'result',
      icon: 'dl',
      text: t('run.downloadResult'),
      off: one ? outputs.length === 0 || state !== 'done' : !states.canDownload,
      run: () =>
        one && outputs.length === 1 ? save(addresses.result({ batch, seq, part: 0 })) : actions.download(selection),
    },
    {
      id: 'original',
      icon: 'dl',
      text: t('run.downloadOriginal'),
      off: !one,
      run: () => save(addresses.original({ batch, seq })),
    },
    null,
    { id: 'error', icon: 'copy', text: t('run.copyError'), keys: 'E', off: !one || !fault, run: () => copyError(row) },
    { id: 'path', icon: 'copy', text: t('run.copyPath'), keys: 'Ctrl C', off: !one, run: () => copyPath(row) },
    null,
    {
      id: 'undo',
      icon: 'undo',
      text: t('run.undoOne'),
      off: !one || state !== 'done',
      run: () => void actions.undo([path]),
    },
  ]
}

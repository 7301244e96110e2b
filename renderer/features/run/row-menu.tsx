import { type Dispatch, type RefObject, useEffect, useRef } from 'react'
import { Popover } from 'react-aria-components'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Actions } from '../../ui/menu.tsx'
import type { BatchActions } from './batch-actions.ts'
import { useRowLines } from './use-row-lines.ts'
import type { Rows } from './use-rows.ts'

/** Where a menu opens, and about which file. */
export interface MenuPlace {
  row: JobRow
  x: number
  y: number
}

interface RowMenuProps {
  live: LiveBatch
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
  const lines = useRowLines({ row: place.row, ...rest })
  const { t } = useTexts()
  useEffect(() => () => back.current?.focus({ preventScroll: true }), [back])
  const label = t('run.actionsFor', { name: nameOf(place.row.path) })
  return (
    <>
      <span ref={anchor} className="menu-at" style={{ left: place.x, top: place.y }} />
      <Popover
        className="menu"
        aria-label={label}
        triggerRef={anchor}
        isOpen
        placement="bottom start"
        offset={2}
        onOpenChange={(open) => !open && onClose()}
      >
        <Actions label={label} actions={lines.map((line) => line && { ...line, run: closing(line.run, onClose) })} />
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

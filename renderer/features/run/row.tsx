import { memo, type MouseEvent } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { RunningRow } from '../../../contract/event.ts'
import { nameOf, withoutDrop } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Thumb } from './thumb.tsx'
import { PartsOpener } from './parts-opener.tsx'
import { RowName } from './row-name.tsx'
import { RowSizes } from './row-sizes.tsx'
import { RowState } from './row-state.tsx'

export interface RowProps {
  batch: string
  row: JobRow
  /** How far it is right now, newer than the row. */
  running: RunningRow | undefined
  index: number
  topPx: number
  /** Its results can be dragged into other programs. */
  draggable: boolean
  /** A disk is waited for: what was under way begins again. */
  halted: boolean
  selected: boolean
  active: boolean
  /** Whether what is below is shown; null where there is nothing. */
  open: boolean | null
  onPress: (row: JobRow, index: number, event: MouseEvent) => void
  onMenu: (row: JobRow, index: number, at: { x: number; y: number }) => void
  onOpen: (seq: number, open: boolean) => void
}

export const rowId = (seq: number) => `row-${seq}`

/** One file. Drawn again only when something of it changed. */
export const Row = memo(function Row({ batch, row, running, index, topPx, ...rest }: RowProps) {
  const { draggable, halted, selected, active, open, ...on } = rest
  const { t, format } = useTexts()
  const current = newest(row, running)
  const startsAgain = halted && current.state === 'running'
  const waits = current.state === 'waiting'
  return (
    // Keys are heard by the grid, which holds the focus for all its rows.
    <div
      id={rowId(row.seq)}
      className={`tr ${waits ? 'wait' : ''} ${active ? 'focus' : ''}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      draggable={draggable}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={(event) => on.onPress(row, index, event)}
      onContextMenu={(event) => {
        event.preventDefault()
        on.onMenu(row, index, { x: event.clientX, y: event.clientY })
      }}
    >
      <span role="gridcell">
        <Mark state={startsAgain ? 'paused' : current.state} fraction={wayOf(current)} />
      </span>
      <span role="gridcell">
        <Thumb key={row.seq} batch={batch} row={row} />
      </span>
      <span className="nm" role="gridcell">
        <RowName path={withoutDrop(row.path)} />
        {open === null || row.fault ? null : (
          <PartsOpener path={row.path} open={open} onOpen={(opened) => on.onOpen(row.seq, opened)} />
        )}
      </span>
      <span className="sp" role="gridcell">
        {startsAgain ? t('run.row.startsAgain') : <RowState row={current} />}
      </span>
      <RowSizes row={current} />
      <span className="tm r" role="gridcell">
        {row.ms > 0 && !isOpen(row) ? format.seconds(row.ms) : ''}
      </span>
      <span role="gridcell">
        <RowMenuButton path={row.path} onOpen={(at) => on.onMenu(row, index, at)} />
      </span>
    </div>
  )
})

/** The menu of a row, for those who look for a button. */
function RowMenuButton({ path, onOpen }: { path: string; onOpen: (at: { x: number; y: number }) => void }) {
  const { t } = useTexts()
  return (
    <button
      type="button"
      className="ib sm more"
      tabIndex={-1}
      aria-label={t('run.actionsFor', { name: nameOf(path) })}
      onClick={(event) => {
        event.stopPropagation()
        const { left, bottom } = event.currentTarget.getBoundingClientRect()
        onOpen({ x: left, y: bottom })
      }}
    >
      <Icon name="more" size="s" />
    </button>
  )
}

function newest(row: JobRow, running: RunningRow | undefined): JobRow {
  return running && isOpen(row) ? { ...row, state: 'running', stage: running.stage, fraction: running.fraction } : row
}

function isOpen({ state }: JobRow): boolean {
  return state === 'waiting' || state === 'running' || state === 'committing'
}

/** How far through its three gates. */
function wayOf({ stage, fraction }: JobRow): number {
  if (stage === 'write') return (2 + fraction) / 3
  return stage === 'read' || stage === '' ? fraction / 3 : (1 + fraction) / 3
}

import { memo, type MouseEvent } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { RunningRow } from '../../../contract/event.ts'
import { foldersOf, nameOf, shown, withoutDrop } from '../../texts/shown-path.ts'
import { leastShare, savedShare } from '../../state/saved-share.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'
import { Thumb } from './thumb.tsx'
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
        {open === null || row.fault ? null : (
          <Opener path={row.path} open={open} onOpen={(opened) => on.onOpen(row.seq, opened)} />
        )}
        <Name path={withoutDrop(row.path)} />
      </span>
      <span className="sp" role="gridcell">
        {startsAgain ? t('run.row.startsAgain') : <RowState row={current} />}
      </span>
      <Sizes row={current} />
      <span className="tm r" role="gridcell">
        {row.ms > 0 && !isOpen(row) ? format.seconds(row.ms) : ''}
      </span>
      <span role="gridcell">
        <More path={row.path} onOpen={(at) => on.onMenu(row, index, at)} />
      </span>
    </div>
  )
})

/** What a file is called, and the folders it lies in: the nearest of them tells it from others of its name, so it is the last to be cut off. */
function Name({ path }: { path: string }) {
  const folders = foldersOf(path)
  return (
    <span className="nm-t" title={shown(path)}>
      <b className="cut">{nameOf(path)}</b>
      {folders === '' ? null : (
        <span className="cut">
          <bdi>{folders}</bdi>
        </span>
      )}
    </span>
  )
}

/** Shows the parts of a file that was split, or the files it was gathered with. */
function Opener({ path, open, onOpen }: { path: string; open: boolean; onOpen: (open: boolean) => void }) {
  const { t } = useTexts()
  return (
    <button
      type="button"
      className="ib sm opn"
      tabIndex={-1}
      aria-expanded={open}
      aria-label={t('run.partsOf', { name: nameOf(path) })}
      onClick={(event) => {
        event.stopPropagation()
        onOpen(!open)
      }}
    >
      <Icon name={open ? 'down' : 'right'} size="s" />
    </button>
  )
}

function More({ path, onOpen }: { path: string; onOpen: (at: { x: number; y: number }) => void }) {
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

/** What a file became is no larger or smaller than it where many became one. */
function Sizes({ row: { sizeBytes, outputs, state, group } }: { row: JobRow }) {
  const { format } = useTexts()
  const outBytes = outputs.reduce((sum, { bytes }) => sum + bytes, 0)
  const isDone = state === 'done' && outputs.length > 0 && !group
  const saved = savedShare(sizeBytes, outBytes)
  return (
    <>
      <span className="sz r" role="gridcell">
        <span className="t3">{format.bytes(sizeBytes)}</span>
        {isDone ? <span> → {format.bytes(outBytes)}</span> : null}
      </span>
      <span className="sv r" role="gridcell">
        {isDone && saved >= leastShare ? format.percent(saved) : ''}
      </span>
    </>
  )
}

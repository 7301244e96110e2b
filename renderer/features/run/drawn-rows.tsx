import type { MouseEvent } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { opensUp } from '../../state/opens-up.ts'
import { within } from '../../state/ranges.ts'
import { resultRow } from '../../state/result-row.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunView } from '../../state/run-view.ts'
import { Failure } from './failure.tsx'
import { Parts } from './parts.tsx'
import { Row } from './row.tsx'
import { useDragOut } from './use-drag-out.ts'
import type { Rows } from './use-rows.ts'

/** What a person does with a row. */
export interface RowDeeds {
  onPress: (row: JobRow, index: number, event: MouseEvent) => void
  onMenu: (row: JobRow, index: number, at: { x: number; y: number }) => void
  onOpen: (seq: number, open: boolean) => void
  onRetry: (seq: number) => void
}

interface DrawnProps extends RowDeeds {
  live: LiveBatch
  rows: Rows
  view: RunView
  rowPx: number
  /** Of all rows together, or as much of it as a browser can draw. */
  heightPx: number
  from: number
  to: number
  /** Between where a row lies in the list and where it is drawn, in lists longer than a browser can draw. */
  shiftPx: number
  topOf: (index: number) => number
  measure: (seq: number, element: HTMLElement | null) => void
}

/** Those of the rows that are in view, with what is opened below them, where they lie in the list. */
export function DrawnRows(props: DrawnProps) {
  const { live, rows, view, from, to, shiftPx, rowPx } = props
  const dragOut = useDragOut(live.snapshot.batchId, rows.pages, view)
  const drawn = []
  for (let index = from; index <= to; index++) {
    const row = rowAt(rows.pages, index)
    const topPx = props.topOf(index) + shiftPx
    if (!row) continue
    drawn.push(
      <Row
        key={row.seq}
        batch={live.snapshot.batchId}
        row={view.filter === 'groups' ? resultRow(row) : row}
        running={live.running.bySeq.get(row.seq)}
        index={index}
        topPx={topPx}
        draggable={dragOut !== undefined}
        halted={live.snapshot.state === 'needs-you' && live.snapshot.held !== null}
        selected={within(view.selection, row.seq)}
        active={view.active?.seq === row.seq}
        open={opensUp(row) ? view.opened.has(row.seq) : null}
        onPress={props.onPress}
        onMenu={props.onMenu}
        onOpen={props.onOpen}
      />,
    )
    if (!opensUp(row) || !view.opened.has(row.seq)) continue
    const below = { row, topPx: topPx + rowPx, measure: props.measure }
    drawn.push(
      row.fault ? (
        <Failure key={`why ${row.seq}`} {...below} onRetry={props.onRetry} />
      ) : (
        <Parts key={`parts ${row.seq}`} {...below} />
      ),
    )
  }
  return (
    <div className="area" role="presentation" style={{ height: props.heightPx }} onDragStart={dragOut}>
      {drawn}
    </div>
  )
}

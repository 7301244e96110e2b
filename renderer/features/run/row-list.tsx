import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useMemo, useState } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { within } from '../../state/ranges.ts'
import { areaPx, offsetOf, rowsIn, topOf } from '../../state/row-geometry.ts'
import { resultRow } from '../../state/result-row.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunView } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Failure } from './failure.tsx'
import { ListHead } from './list-head.tsx'
import { opensUp } from '../../state/opens-up.ts'
import { Nothing } from './nothing.tsx'
import { Parts } from './parts.tsx'
import { Row, rowId } from './row.tsx'
import type { Rows } from './use-rows.ts'
import { useDragOut } from './use-drag-out.ts'
import { useExtras } from './use-extras.ts'
import { useScroll, type Scroll } from './use-scroll.ts'

/** Rows drawn above and below those in view. */
const spare = 5

interface RowListProps {
  live: LiveBatch
  rows: Rows
  view: RunView
  rowPx: number
  gridRef: Ref<HTMLDivElement>
  onPress: (row: JobRow, index: number, event: MouseEvent) => void
  onMenu: (row: JobRow, index: number, at: { x: number; y: number }) => void
  onOpen: (seq: number, open: boolean) => void
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => void
  /** The person took the list in hand. */
  onTouch: () => void
  onClearSearch: () => void
  onRetry: (seq: number) => void
}

/** The files of a batch: any number of them, of which a screenful is drawn. One grid holds the focus for all its rows. */
export function RowList(props: RowListProps) {
  const { live, rows, view, rowPx, gridRef, onKeyDown, onTouch } = props
  const { t } = useTexts()
  const total = rows.pages.total ?? 0
  const extras = useExtras(rows.pages, view.opened)
  const geometry = useMemo(() => ({ count: total, rowPx, extras: extras.sizes }), [total, rowPx, extras.sizes])
  const scroll = useScroll(geometry)
  const [from, to] = rowsIn(geometry, scroll.view, spare)
  useLook(rows, from, to)
  useReveal(view, scroll)
  useFollow({ live, view, scroll, total })
  return (
    <div
      ref={gridRef}
      className="tbl"
      role="grid"
      tabIndex={0}
      aria-label={t('run.list')}
      // The head is the first row; −1 says that nobody knows yet.
      aria-rowcount={rows.pages.total === null ? -1 : total + 1}
      aria-multiselectable="true"
      aria-activedescendant={isDrawn(view, from, to) && view.active ? rowId(view.active.seq) : undefined}
      onKeyDown={(event) => onKeyDown(event, scroll)}
    >
      <ListHead />
      <div
        ref={scroll.ref}
        className="rows"
        role="rowgroup"
        tabIndex={-1}
        onWheel={onTouch}
        onPointerDown={onTouch}
        onTouchMove={onTouch}
      >
        {rows.pages.total === 0 ? (
          <Nothing view={view} counts={live.snapshot.counts} onClearSearch={props.onClearSearch} />
        ) : null}
        <Drawn
          {...props}
          from={from}
          to={to}
          heightPx={areaPx(geometry)}
          shiftPx={scroll.view.scrollPx - offsetOf(geometry, scroll.view)}
          topOf={(index) => topOf(geometry, index)}
          measure={extras.measure}
        />
      </div>
    </div>
  )
}

interface DrawnProps extends RowListProps {
  /** Of all rows together, or as much of it as a browser can draw. */
  heightPx: number
  from: number
  to: number
  /** Between where a row lies in the list and where it is drawn, in lists longer than a browser can draw. */
  shiftPx: number
  topOf: (index: number) => number
  measure: (seq: number, element: HTMLElement | null) => void
}

function Drawn(props: DrawnProps) {
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

/** Only what is there can be named as what has the focus. */
function isDrawn({ active }: RunView, from: number, to: number): boolean {
  return active !== null && from <= active.index && active.index <= to
}

/** Rows in view and a few around them are held. */
function useLook({ look }: Rows, from: number, to: number): void {
  useEffect(() => look(Math.max(0, from), Math.max(0, to)), [look, from, to])
}

/** The active row is brought into view when a person moved there, not when the list moved under it. */
function useReveal({ active, follow }: RunView, { reveal }: Scroll): void {
  const index = active?.index
  useEffect(() => {
    if (index !== undefined && !follow) reveal(index)
  }, [index, follow, reveal])
}

interface Following {
  live: LiveBatch
  view: RunView
  scroll: Scroll
  total: number
}

/** Files come in the order of their numbers, so the first one under way stands near its number. */
function useFollow({ live, view, scroll: { lead }, total }: Following): void {
  const first =
    view.filter === 'all' && view.search === '' ? Math.min(...live.running.bySeq.keys()) : Number.POSITIVE_INFINITY
  const [target, setTarget] = useState(0)
  if (view.follow && Number.isFinite(first) && first !== target) setTarget(first)
  useEffect(() => {
    if (view.follow) lead(Math.min(target, Math.max(0, total - 1)))
  }, [view.follow, target, total, lead])
}

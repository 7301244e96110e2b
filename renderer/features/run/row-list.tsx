import { type KeyboardEvent, type Ref, useEffect, useMemo } from 'react'
import type { LiveBatch } from '../../state/mirror.ts'
import { areaPx, offsetOf, rowsIn, topOf } from '../../state/row-geometry.ts'
import type { RunView } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { DrawnRows, type RowDeeds } from './drawn-rows.tsx'
import { ListHead } from './list-head.tsx'
import { Nothing } from './nothing.tsx'
import { rowId } from './row.tsx'
import type { Rows } from './use-rows.ts'
import { useExtras } from './use-extras.ts'
import { useFollow } from './use-follow.ts'
import { useScroll, type Scroll } from './use-scroll.ts'

/** Rows drawn above and below those in view. */
const spare = 5

interface RowListProps extends RowDeeds {
  live: LiveBatch
  rows: Rows
  view: RunView
  rowPx: number
  gridRef: Ref<HTMLDivElement>
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => void
  /** The person took the list in hand. */
  onTouch: () => void
  onClearSearch: () => void
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
        <DrawnRows
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

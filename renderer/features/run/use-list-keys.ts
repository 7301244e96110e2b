import { type Dispatch, type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useRef } from 'react'
import type { JobRow } from '../../../contract/command.ts'
import { useFace } from '../../app/face.ts'
import { useToast } from '../../app/toasts.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { countOf } from '../../state/ranges.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunView, RunViewChange, Spot } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { BatchActions } from './batch-actions.ts'
import type { MenuPlace } from './row-menu.tsx'
import { rowId } from './row.tsx'
import { selectMost, seqsBetween } from './seqs-between.ts'
import { filters } from './tools.tsx'
import type { Rows } from './use-rows.ts'
import { useCopy } from './use-copy.ts'
import type { Scroll } from './use-scroll.ts'

interface ListParts {
  live: LiveBatch
  view: RunView
  change: Dispatch<RunViewChange>
  rows: Rows
  actions: BatchActions
  search: RefObject<HTMLInputElement | null>
  setMenu: (place: MenuPlace | null) => void
  openDetails: () => void
}

export interface ListKeys {
  press: (row: JobRow, index: number, event: MouseEvent) => void
  menu: (row: JobRow, index: number, at: { x: number; y: number }) => void
  keyDown: (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => void
  /** To the file before or after the active one. */
  step: (by: 1 | -1) => void
}

const pageMostRows = 1000

/** What the mouse and the keys do in the list of files. */
export function useListKeys(parts: ListParts): ListKeys {
  const latest = useRef(parts)
  latest.current = parts
  const selecting = useSelecting(latest)
  const copying = useCopy()
  const press = useCallback(
    (row: JobRow, index: number, event: MouseEvent) => {
      const to = { index, seq: row.seq }
      if (event.shiftKey) selecting.extend(to)
      else latest.current.change({ type: event.ctrlKey || event.metaKey ? 'toggle' : 'go', to })
    },
    [selecting],
  )
  const menu = useCallback((row: JobRow, index: number, at: { x: number; y: number }) => {
    const { view, change, setMenu } = latest.current
    const inSelection = view.selection.some(([from, to]) => from <= row.seq && row.seq <= to)
    if (!inSelection) change({ type: 'go', to: { index, seq: row.seq } })
    setMenu({ row, ...at })
  }, [])
  const keyDown = (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => {
    const taken = listKey(event, { parts, selecting, copying, scroll })
    if (!taken) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { press, menu, keyDown, step: selecting.step }
}

interface Selecting {
  extend(to: Spot): void
  all(): void
  step(by: 1 | -1): void
  /** Moves the active row, alone or taking along what lies between. */
  move(index: number, extend: boolean): void
}

function useSelecting(latest: RefObject<ListParts>): Selecting {
  const { link } = useFace()
  const toast = useToast()
  const { t, format } = useTexts()
  const between = useCallback(
    async (from: number, to: number) => {
      const { live, view } = latest.current
      const query = { batch: live.snapshot.batchId, filter: view.filter, search: view.search }
      const seqs = await seqsBetween(link.ask, query, { from, to, signal: AbortSignal.timeout(30_000) })
      if (to - from + 1 > selectMost && countOf(seqs) === selectMost)
        toast({ icon: 'info', text: t('run.selectMost', { text: format.count(selectMost) }) })
      return seqs
    },
    [latest, link, toast, t, format],
  )
  const extend = (to: Spot) => {
    const { view, change } = latest.current
    const anchor = view.anchor ?? to
    const [from, until] = [Math.min(anchor.index, to.index), Math.max(anchor.index, to.index)]
    void between(from, until).then(
      (seqs) => change({ type: 'extend', to, seqs }),
      () => {},
    )
  }
  const move = (index: number, extending: boolean) => {
    const { rows, change } = latest.current
    const bounded = Math.max(0, Math.min((rows.pages.total ?? 0) - 1, index))
    const row = rowAt(rows.pages, bounded)
    const to = row ? { index: bounded, seq: row.seq } : null
    if (to && extending) extend(to)
    else if (to) change({ type: 'go', to })
    else
      void between(bounded, bounded).then(
        ([one]) => one && change({ type: 'go', to: { index: bounded, seq: one[0] } }),
        () => {},
      )
  }
  return {
    extend,
    move,
    all: () => {
      const { rows, change } = latest.current
      void between(0, (rows.pages.total ?? 1) - 1).then(
        (seqs) => change({ type: 'all', seqs }),
        () => {},
      )
    },
    step: (by) => move((latest.current.view.active?.index ?? -1) + by, false),
  }
}

interface KeyParts {
  parts: ListParts
  selecting: Selecting
  copying: ReturnType<typeof useCopy>
  scroll: Scroll
}

/** Whether the key was one of the list's. */
function listKey(event: KeyboardEvent<HTMLDivElement>, { parts, selecting, copying, scroll }: KeyParts): boolean {
  const { view, rows, change, search, actions } = parts
  const ctrl = event.ctrlKey || event.metaKey
  if (!ctrl && /^[1-8]$/.test(event.key))
    return did(() => change({ type: 'filter', filter: filters[Number(event.key) - 1] ?? 'all' }))
  const at = view.active?.index ?? -1
  const pageRows = Math.min(pageMostRows, Math.max(1, Math.floor(scroll.view.viewPx / 36) - 1))
  const total = rows.pages.total ?? 0
  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
    Home: 0,
    End: total - 1,
  }
  const target = moves[event.key]
  if (target !== undefined && !ctrl) return did(() => selecting.move(target, event.shiftKey))
  if (ctrl && event.key.toLowerCase() === 'a') return did(selecting.all)
  if (ctrl && event.key.toLowerCase() === 'f') return did(() => search.current?.focus())
  if (event.key === 'Escape' && view.selection.length > 0) return did(() => change({ type: 'clear' }))
  if (event.key === ' ') return did(parts.live.snapshot.state === 'paused' ? actions.resume : actions.pause)
  const row = at < 0 ? undefined : rowAt(rows.pages, at)
  return row ? rowKey(event, { row, ctrl, parts, copying }) : false
}

function rowKey(
  event: KeyboardEvent<HTMLDivElement>,
  { row, ctrl, parts, copying }: { row: JobRow; ctrl: boolean; parts: ListParts; copying: ReturnType<typeof useCopy> },
): boolean {
  const { view, change, actions, setMenu, openDetails } = parts
  const explain = (open: boolean) => change({ type: 'explain', seq: row.seq, open })
  const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
  if (isMenu) return did(() => setMenu({ row, ...placeOf(row.seq) }))
  if (ctrl) return event.key.toLowerCase() === 'c' && did(() => copying.copyPath(row))
  switch (event.key) {
    case 'ArrowRight':
      return row.fault !== null && did(() => explain(true))
    case 'ArrowLeft':
      return did(() => explain(false))
    case 'Enter':
      return did(() => (row.fault ? explain(!view.opened.has(row.seq)) : openDetails()))
    case 'Delete':
      return did(() => actions.drop(view.selection))
    case 'i':
      return did(openDetails)
    case 'r':
      return did(() => actions.retry(view.selection))
    case 'e':
      return row.fault !== null && did(() => copying.copyError(row))
    default:
      return false
  }
}

function did(run: () => void): true {
  run()
  return true
}

function placeOf(seq: number): { x: number; y: number } {
  const box = document.getElementById(rowId(seq))?.getBoundingClientRect()
  return { x: (box?.left ?? 0) + 120, y: box?.bottom ?? 0 }
}

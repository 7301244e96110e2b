import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useRef } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { useToast } from '../../app/toasts.ts'
import { countOf, type Ranges } from '../../state/ranges.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { Spot } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { listKey, type ListParts, type Selecting } from './list-key.ts'
import { selectMost, seqsBetween } from './seqs-between.ts'
import { useCopy } from './use-copy.ts'
import type { Scroll } from './use-scroll.ts'

export interface ListKeys {
  press: (row: JobRow, index: number, event: MouseEvent) => void
  menu: (row: JobRow, index: number, at: { x: number; y: number }) => void
  /** What is below a row is shown, or not any more. */
  open: (seq: number, open: boolean) => void
  keyDown: (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => void
  /** To the file before or after the active one. */
  step: (by: 1 | -1) => void
}

/** What the mouse and the keys do in the list of files. */
export function useListKeys(parts: ListParts): ListKeys {
  const latest = useRef(parts)
  latest.current = parts
  const selecting = useSelecting(latest)
  // Rows are drawn again only when something of theirs changed, so what they are given has to stay the same.
  const selectingNow = useRef(selecting)
  selectingNow.current = selecting
  const copying = useCopy()
  const press = useCallback((row: JobRow, index: number, event: MouseEvent) => {
    const to = { index, seq: row.seq }
    if (event.shiftKey) selectingNow.current.extend(to)
    else latest.current.change({ type: event.ctrlKey || event.metaKey ? 'toggle' : 'go', to })
  }, [])
  const menu = useCallback((row: JobRow, index: number, at: { x: number; y: number }) => {
    const { view, change, setMenu } = latest.current
    const inSelection = view.selection.some(([from, to]) => from <= row.seq && row.seq <= to)
    if (!inSelection) change({ type: 'go', to: { index, seq: row.seq } })
    setMenu({ row, ...at })
  }, [])
  const open = useCallback(
    (seq: number, isOpen: boolean) => latest.current.change({ type: 'explain', seq, open: isOpen }),
    [],
  )
  const keyDown = (event: KeyboardEvent<HTMLDivElement>, scroll: Scroll) => {
    const doing = listKey(event, { ...parts, selecting, copying, scroll })
    if (!doing) return
    event.preventDefault()
    event.stopPropagation()
    doing()
  }
  return { press, menu, open, keyDown, step: selecting.step }
}

function useSelecting(latest: RefObject<ListParts>): Selecting {
  const between = useBetween(latest)
  const extend = (to: Spot) => {
    const { view, change } = latest.current
    const anchor = view.anchor ?? to
    const [from, until] = [Math.min(anchor.index, to.index), Math.max(anchor.index, to.index)]
    void between(from, until).then(
      (seqs) => change({ type: 'extend', to, seqs }),
      () => {},
    )
  }
  const move = (index: number, { extend: extending }: { extend: boolean }) => {
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
    step: (by) => move((latest.current.view.active?.index ?? -1) + by, { extend: false }),
  }
}

/** The files between two places of the list; says so where they are too many. */
function useBetween(latest: RefObject<ListParts>): (from: number, to: number) => Promise<Ranges> {
  const { link } = useFace()
  const toast = useToast()
  const { t, format } = useTexts()
  return useCallback(
    async (from, to) => {
      const { live, view, rows } = latest.current
      const query = { batch: live.snapshot.batchId, filter: view.filter, search: view.search }
      const signal = AbortSignal.timeout(30_000)
      const seqs = await seqsBetween(link.ask, query, { from, to, pages: rows.pages, signal })
      if (to - from + 1 > selectMost && countOf(seqs) === selectMost)
        toast({ icon: 'info', text: t('run.selectMost', { text: format.count(selectMost) }) })
      return seqs
    },
    [latest, link, toast, t, format],
  )
}

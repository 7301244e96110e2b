import { type KeyboardEvent, type MouseEvent, useCallback, useRef } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import { listKey, type ListParts } from './list-key.ts'
import { useCopy } from './use-copy.ts'
import type { Scroll } from './use-scroll.ts'
import { useSelecting } from './use-selecting.ts'

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
    else selectingNow.current.go(to, event.ctrlKey || event.metaKey ? 'toggle' : 'go')
    if (isTouch(event)) latest.current.openDetails()
  }, [])
  const menu = useCallback((row: JobRow, index: number, at: { x: number; y: number }) => {
    const { view, setMenu } = latest.current
    const inSelection = view.selection.some(([from, to]) => from <= row.seq && row.seq <= to)
    if (!inSelection) selectingNow.current.go({ index, seq: row.seq })
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

/** A finger has no keys that open what is known of a file. */
function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch'
}

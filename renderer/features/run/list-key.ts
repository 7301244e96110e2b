import type { Dispatch, KeyboardEvent, RefObject } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { opensUp } from '../../state/opens-up.ts'
import { countOf } from '../../state/ranges.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { RunView, RunViewChange, Spot } from '../../state/run-view.ts'
import type { BatchActions } from './batch-actions.ts'
import type { MenuPlace } from './row-menu.tsx'
import { rowId } from './row.tsx'
import { undoMost } from './selected-states.ts'
import { filters } from './tools.tsx'
import type { useCopy } from './use-copy.ts'
import type { Rows } from './use-rows.ts'
import type { Scroll } from './use-scroll.ts'

/** What the keys and the mouse of the list work on. */
export interface ListParts {
  live: LiveBatch
  view: RunView
  change: Dispatch<RunViewChange>
  rows: Rows
  actions: BatchActions
  search: RefObject<HTMLInputElement | null>
  setMenu: (place: MenuPlace | null) => void
  openDetails: () => void
}

export interface Selecting {
  /** The active row by its place, or where it is about to be; −1 for none. */
  at: () => number
  /** The one file and no other, or in and out of those that are chosen. */
  go: (to: Spot, how?: 'go' | 'toggle') => void
  extend: (to: Spot) => void
  all: () => void
  step: (by: 1 | -1) => void
  /** Moves the active row, alone or taking along what lies between. */
  move: (index: number, how: { extend: boolean }) => void
}

interface KeyParts extends ListParts {
  selecting: Selecting
  copying: ReturnType<typeof useCopy>
  scroll: Scroll
}

type Doing = (() => void) | undefined

const pageMostRows = 1000

/** What a key does, undefined when it is none of the list's. */
export function listKey(event: KeyboardEvent, parts: KeyParts): Doing {
  const key = keyOf(event)
  const index = moveOf(key, parts)
  if (index !== undefined) return () => parts.selecting.move(index, { extend: event.shiftKey })
  const active = parts.view.active?.index
  const row = active === undefined ? undefined : rowAt(parts.rows.pages, active)
  return keysOfAll(parts)[key] ?? (row && keysOfRow(row, parts)[key])
}

/** The command key counts as Ctrl, and a keyboard without a menu key has Shift F10. */
function keyOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  if (key === 'F10' && shiftKey) return 'ContextMenu'
  const isLetter = /^[a-z]$/i.test(key)
  if (ctrlKey || metaKey) return `Ctrl ${shiftKey && isLetter ? 'shift ' : ''}${key.toLowerCase()}`
  return isLetter ? key.toLowerCase() : key
}

/** The place in the list a key leads to. */
function moveOf(key: string, { rows, scroll, selecting }: KeyParts): number | undefined {
  const at = selecting.at()
  const pageRows = Math.min(pageMostRows, scroll.pageRows)
  const moves: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageRows,
    PageUp: at - pageRows,
    Home: 0,
    End: (rows.pages.total ?? 0) - 1,
  }
  return moves[key]
}

function keysOfAll({ live, view, change, search, actions, selecting }: KeyParts): Record<string, Doing> {
  const numbered = filters.map((filter, nth) => [nth + 1, () => change({ type: 'filter', filter })] as const)
  return {
    ...Object.fromEntries(numbered),
    'Ctrl a': selecting.all,
    'Ctrl f': () => search.current?.focus(),
    ' ': live.snapshot.state === 'paused' ? actions.resume : actions.pause,
    Escape: view.selection.length > 0 ? () => change({ type: 'clear' }) : undefined,
  }
}

function keysOfRow(row: JobRow, parts: KeyParts): Record<string, Doing> {
  const { view, change, actions, setMenu, openDetails, copying } = parts
  // To the engine no files mean all of them; to a person they mean the one the keys are at.
  const chosen = view.selection.length > 0 ? view.selection : [[row.seq, row.seq] as const]
  const explain = (open: boolean) => () => change({ type: 'explain', seq: row.seq, open })
  return {
    ContextMenu: () => setMenu({ row, ...placeOf(row.seq) }),
    'Ctrl c': isTextChosen() ? undefined : () => copying.copyPath(row),
    'Ctrl shift r': () => copying.copyPath(row),
    'Ctrl z': undoOf(row, parts),
    ArrowRight: opensUp(row) ? explain(true) : undefined,
    ArrowLeft: explain(false),
    Enter: row.fault ? explain(!view.opened.has(row.seq)) : openDetails,
    Delete: () => actions.drop(chosen),
    i: openDetails,
    r: () => actions.retry(chosen),
    e: row.fault ? () => copying.copyError(row) : undefined,
  }
}

/** Of the chosen files, or of the one the keys are at. */
function undoOf(row: JobRow, { view: { selection }, actions }: KeyParts): Doing {
  const count = countOf(selection)
  if (count > 1) return count <= undoMost ? () => actions.undoChosen(selection) : undefined
  return row.state === 'done' ? () => void actions.undo([row.path]) : undefined
}

/** Some of what explains a failure is marked with the pointer: that is what is copied. */
function isTextChosen(): boolean {
  const chosen = getSelection()
  return chosen?.isCollapsed === false && chosen.anchorNode?.parentElement?.closest('.fail') != null
}

function placeOf(seq: number): { x: number; y: number } {
  const box = document.getElementById(rowId(seq))?.getBoundingClientRect()
  return { x: (box?.left ?? 0) + 120, y: box?.bottom ?? 0 }
}

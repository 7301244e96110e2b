import type { DragEvent } from 'react'
import type { BatchFile } from '../../../contract/desktop.ts'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { within } from '../../state/ranges.ts'
import type { RowPages } from '../../state/row-pages.ts'
import type { RunView } from '../../state/run-view.ts'
import { rowId } from './row.tsx'

/** As many as one drag takes along. */
const filesMost = 100

/** In the desktop app results are dragged out of the list into other programs; undefined in a browser, which cannot. */
export function useDragOut(batch: string, { pages }: RowPages, { selection }: RunView) {
  const { desktop } = useFace()
  if (!desktop) return undefined
  return (event: DragEvent) => {
    const held = [...pages.values()].flat()
    const target = event.target instanceof Element ? event.target.closest('[role="row"]')?.id : undefined
    const row = held.find(({ seq }) => rowId(seq) === target)
    if (!row) return
    // The system's own drag takes over from the page's.
    event.preventDefault()
    const taken = within(selection, row.seq) ? held.filter(({ seq }) => within(selection, seq)) : [row]
    const files = taken.flatMap((one) => resultsOf(batch, one)).slice(0, filesMost)
    if (files.length > 0) void desktop.call('drag', { files }).catch(() => {})
  }
}

function resultsOf(batch: string, { seq, state, outputs }: JobRow): BatchFile[] {
  return state === 'done' ? outputs.map((_, part) => ({ batch, seq, part })) : []
}

import type { RowFilter } from '../../contract/row-commands.ts'
import { noRanges, type Ranges, within, withoutRange, withRange } from './ranges.ts'

/** The engine's filters, and one for files that are on their way to it. */
export type ListFilter = RowFilter | 'uploading'

/** One row as the list knows it: where it stands now, and which file it is. */
export interface Spot {
  index: number
  seq: number
}

/** How a person looks at a batch: what is shown, where they are, what is chosen and what is opened. Files are known by their number, so nothing moves when the list does. */
export interface RunView {
  filter: ListFilter
  search: string
  /** The list scrolls along with the files that run. */
  follow: boolean
  active: Spot | null
  /** Where an extended selection began. */
  anchor: Spot | null
  selection: Ranges
  /** Failures that are explained below their row. */
  opened: ReadonlySet<number>
}

export type RunViewChange =
  | { type: 'filter'; filter: ListFilter }
  | { type: 'search'; search: string }
  | { type: 'follow'; on: boolean }
  /** The one file and no other. */
  | { type: 'go'; to: Spot }
  | { type: 'toggle'; to: Spot }
  /** From the anchor to here; `seqs` are the files between, both included. */
  | { type: 'extend'; to: Spot; seqs: Ranges }
  | { type: 'all'; seqs: Ranges }
  | { type: 'clear' }
  | { type: 'explain'; seq: number; open: boolean }
  /** The active file stands somewhere else now. */
  | { type: 'moved'; index: number }

export function beginView({
  follow,
  filter = 'all',
}: Partial<Pick<RunView, 'filter'>> & Pick<RunView, 'follow'>): RunView {
  return { filter, search: '', follow, active: null, anchor: null, selection: noRanges, opened: new Set() }
}

export function changeView(view: RunView, change: RunViewChange): RunView {
  switch (change.type) {
    case 'filter':
      return { ...view, filter: change.filter, ...nowhere }
    case 'search':
      return { ...view, search: change.search, ...nowhere }
    case 'follow':
      return { ...view, follow: change.on }
    case 'explain':
      return { ...view, follow: false, opened: opened(view.opened, change) }
    case 'moved':
      return view.active ? { ...view, active: { ...view.active, index: change.index } } : view
    case 'go':
    case 'toggle':
    case 'extend':
    case 'all':
    case 'clear':
      return { ...view, follow: false, ...select(view, change) }
  }
}

/** Another list: what is chosen stays chosen only where it can be seen, so nothing is. */
const nowhere = { active: null, anchor: null, selection: noRanges, follow: false }

type Selecting = Extract<RunViewChange, { type: 'go' | 'toggle' | 'extend' | 'all' | 'clear' }>

function select({ selection }: RunView, change: Selecting): Partial<RunView> {
  switch (change.type) {
    case 'go':
      return { active: change.to, anchor: change.to, selection: withRange(noRanges, change.to.seq, change.to.seq) }
    case 'toggle': {
      const { seq } = change.to
      const next = within(selection, seq) ? withoutRange(selection, seq, seq) : withRange(selection, seq, seq)
      return { active: change.to, anchor: change.to, selection: next }
    }
    case 'extend':
      return { active: change.to, selection: change.seqs }
    case 'all':
      return { selection: change.seqs }
    case 'clear':
      return { selection: noRanges, anchor: null, active: null }
  }
}

function opened(before: ReadonlySet<number>, { seq, open }: { seq: number; open: boolean }): ReadonlySet<number> {
  const next = new Set(before)
  if (open) next.add(seq)
  else next.delete(seq)
  return next
}

import { type Dispatch, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { usePreferences } from '../../app/preferences.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { shownPending } from '../../state/pending-rows.ts'
import type { UploadRow } from '../../state/upload-rows.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import type { BatchActions } from './batch-actions.ts'
import { DetailsPane } from './details-pane.tsx'
import { RowList } from './row-list.tsx'
import { RowMenu, type MenuPlace } from './row-menu.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useRows } from './use-rows.ts'

const rowHeights = { regular: 36, compact: 28 }

interface ListingProps {
  live: LiveBatch
  view: RunView
  change: Dispatch<RunViewChange>
  actions: BatchActions
  searchRef: RefObject<HTMLInputElement | null>
  /** Files that are on their way to it. */
  pending: readonly UploadRow[]
  details: boolean
  onDetails: (open: boolean) => void
}

/** The files of a batch, what is known of the chosen ones, and what can be done with them. */
export function Listing({ live, view, change, actions, searchRef, pending, details, onDetails }: ListingProps) {
  const { snapshot, version } = live
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const { rowHeight } = usePreferences()
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever came by a key has the focus on the screen as a whole; here the list is what the keys are for.
    if (document.activeElement?.matches('.main')) grid.current?.focus({ preventScroll: true })
  }, [])
  const { filter, search } = view
  const after = useMemo(() => shownPending(pending, { filter, search }), [pending, filter, search])
  const rows = useRows({ batch: snapshot.batchId, filter, search, version, after })
  const parts = { live, view, change, rows, actions }
  const keys = useListKeys({ ...parts, search: searchRef, setMenu, openDetails: () => onDetails(true) })
  return (
    <>
      <div className={rowHeight === 'compact' ? 'split is-compact' : 'split'}>
        <RowList
          live={live}
          rows={rows}
          view={view}
          rowPx={rowHeights[rowHeight]}
          gridRef={grid}
          onPress={keys.press}
          onMenu={keys.menu}
          onOpen={keys.open}
          onKeyDown={keys.keyDown}
          onTouch={() => view.follow && change({ type: 'follow', on: false })}
          onClearSearch={() => change({ type: 'search', search: '' })}
          onRetry={(seq) => actions.retry([[seq, seq]])}
        />
        <DetailsPane {...parts} open={details} onClose={() => onDetails(false)} step={keys.step} />
        <SelectionBar {...parts} />
      </div>
      {menu ? <RowMenu {...parts} place={menu} onClose={() => setMenu(null)} back={grid} /> : null}
    </>
  )
}

import { type Dispatch, useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { Route } from '../../app/route.ts'
import { noteRoute, useArrival } from '../../app/use-route.ts'
import { useUploadOf } from '../../app/use-uploads.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { beginView, changeView, type RunView, type RunViewChange } from '../../state/run-view.ts'
import { isOver } from '../../state/batch-state.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { partsOf } from '../../state/path-parts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Bar } from '../frame/bar.tsx'
import { NotHereYet } from '../frame/not-here-yet.tsx'
import { countsWith } from '../../state/pending-rows.ts'
import type { RowPages } from '../../state/row-pages.ts'
import { SentContext, useSentTo } from '../upload/sent-context.ts'
import { useFileActions } from '../upload/use-file-actions.ts'
import { usePending } from '../upload/use-pending.ts'
import { Causes } from './causes.tsx'
import type { FileDoor } from './failed-file.tsx'
import { Listing } from './listing.tsx'
import { RecipeTag } from './recipe-tag.tsx'
import { RunBanner } from './run-banner.tsx'
import { RunButtons } from './run-buttons.tsx'
import { RunHead } from './run-head.tsx'
import { filters, Tools } from './tools.tsx'
import { UnknownRun } from './unknown-run.tsx'
import { useBatch } from './use-batch.ts'
import { BatchContext } from './use-copy.ts'
import { useRows } from './use-rows.ts'
import './run.css'
import './inspector.css'
import './run-done.css'
import '../upload/upload.css'
import './run-phone.css'

/** One batch: how far it is, its files, and what became of each. */
export function RunScreen({ batch, filter }: { batch: string; filter: string | undefined }) {
  const { t } = useTexts()
  const { live, unknown, endedMs } = useBatch(batch)
  if (live)
    return (
      <BatchContext.Provider value={batch}>
        <Run live={live} endedMs={endedMs} filter={filter} />
      </BatchContext.Provider>
    )
  return (
    <>
      <Bar title={t('frame.runs')} />
      {unknown ? <UnknownRun /> : <NotHereYet />}
    </>
  )
}

interface RunProps {
  live: LiveBatch
  endedMs: number | null
  /** The one in the address. */
  filter: string | undefined
}

function Run({ live, endedMs, filter }: RunProps) {
  const { t } = useTexts()
  const { snapshot, figures } = live
  const titleOf = useBatchTitle()
  const title = titleOf(snapshot)
  const [details, setDetails] = useState(false)
  const [view, change] = useView(snapshot, filter)
  const show: FileDoor['onShow'] = ({ seq, path }) => {
    change({ type: 'filter', filter: 'all' })
    // As it is on the disk: what stands for a control character is found nowhere.
    change({ type: 'search', search: partsOf(path).at(-1) ?? path })
    change({ type: 'explain', seq, open: true })
  }
  return (
    <>
      <Bar title={title} beside={<RecipeTag title={snapshot.recipe} />}>
        <RunButtons snapshot={snapshot} title={title}>
          <IconButton
            className="only-n"
            icon="panel"
            label={t('run.details')}
            aria-expanded={details}
            onClick={() => setDetails(!details)}
          />
        </RunButtons>
      </Bar>
      <RunBanner snapshot={snapshot} onShow={show} />
      <RunHead title={title} figures={figures} endedMs={endedMs} />
      <Files live={live} view={view} change={change} onShow={show} details={details} onDetails={setDetails} />
    </>
  )
}

function knownFilter(noted: string | undefined) {
  return filters.find((known) => known === noted) ?? 'all'
}

/** The filter stands in the address: who goes to another one sees it. */
function useView(snapshot: BatchSnapshot, noted: string | undefined) {
  const filter = knownFilter(noted)
  const follow = filter === 'all' && !isOver(snapshot)
  const [view, change] = useReducer(changeView, { follow, filter }, beginView)
  const { batchId: batch } = snapshot
  const shown = knownFilter(view.filter)
  useEffect(() => {
    noteRoute({ screen: 'run', batch, ...(shown !== 'all' && { filter: shown }) })
  }, [batch, shown])
  const arrived = useCallback(
    (at: Route) => {
      if (at.screen !== 'run' || at.batch !== batch) return
      const wanted = knownFilter(at.filter)
      if (wanted !== view.filter) change({ type: 'filter', filter: wanted })
    },
    [batch, view.filter],
  )
  useArrival(arrived)
  return [view, change] as const
}

interface FilesProps {
  live: LiveBatch
  view: RunView
  change: Dispatch<RunViewChange>
  onShow: FileDoor['onShow']
  details: boolean
  onDetails: (open: boolean) => void
}

function Files({ live, view, change, onShow, details, onDetails }: FilesProps) {
  const { snapshot } = live
  const over = isOver(snapshot)
  const search = useRef<HTMLInputElement>(null)
  const groups = useGroups(live)
  const upload = useUploadOf(snapshot.batchId)
  const pending = usePending(live, upload)
  const actions = useFileActions(snapshot.batchId, upload)
  // Figures are calmer than the list, and have to agree with themselves.
  const counts = countsWith(live.figures.snapshot.counts, usePending(live.figures, upload))
  const sent = useSentTo(snapshot.batchId, snapshot.arriving !== undefined)
  const byCause = over && view.filter === 'failed' && view.search === '' && snapshot.counts.failed > 0
  const [isBegun] = useState(byCause)
  const parts = { live, view, change, actions, pending, searchRef: search }
  return (
    <SentContext.Provider value={sent}>
      <Tools counts={counts} groups={groups} view={view} change={change} canFollow={!over} searchRef={search} />
      {byCause ? (
        <Causes live={live} actions={actions} change={change} onShow={onShow} insteadOfList={!isBegun} />
      ) : (
        <Listing {...parts} details={details} onDetails={onDetails} />
      )}
    </SentContext.Provider>
  )
}

const none: RowPages['after'] = []

/** How many groups its files were gathered into. */
function useGroups({ snapshot, version }: LiveBatch): number {
  const { batchId: batch } = snapshot
  return useRows({ batch, filter: 'groups', search: '', version, after: none }).pages.total ?? 0
}

import { useReducer, useRef, useState } from 'react'
import { printRoute } from '../../app/route.ts'
import { usePreferences } from '../../app/preferences.ts'
import { beginView, changeView } from '../../state/run-view.ts'
import { isOver, type LiveBatch } from '../../state/mirror.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from '../frame/bar.tsx'
import { useBatchActions } from './batch-actions.ts'
import { Causes } from './causes.tsx'
import { DetailsPane } from './details-pane.tsx'
import { RecipeTag } from './recipe-tag.tsx'
import { RowList } from './row-list.tsx'
import { RunBanner } from './run-banner.tsx'
import { RunButtons } from './run-buttons.tsx'
import { RunHead } from './run-head.tsx'
import { RowMenu, type MenuPlace } from './row-menu.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { Tools } from './tools.tsx'
import { useBatch } from './use-batch.ts'
import { BatchContext } from './use-copy.ts'
import { useListKeys } from './use-list-keys.ts'
import { useRows } from './use-rows.ts'
import './run.css'
import './inspector.css'
import './run-done.css'

const rowHeights = { regular: 36, compact: 28 }

/** One batch: how far it is, its files, and what became of each. */
export function RunScreen({ batch }: { batch: string }) {
  const { t } = useTexts()
  const { live, unknown, endedMs } = useBatch(batch)
  if (live)
    return (
      <BatchContext.Provider value={batch}>
        <Run live={live} endedMs={endedMs} />
      </BatchContext.Provider>
    )
  return (
    <>
      <Bar title={t('frame.runs')} />
      {unknown ? (
        <Empty icon="runs" title={t('run.unknown')}>
          <p className="sm t3">{t('run.unknownWhy')}</p>
          <a className="btn sm" href={printRoute({ screen: 'runs' })}>
            {t('run.toRuns')}
          </a>
        </Empty>
      ) : null}
    </>
  )
}

function Run({ live, endedMs }: { live: LiveBatch; endedMs: number | null }) {
  const { t } = useTexts()
  const { snapshot, figures } = live
  const title = nameOf(snapshot.out)
  const [details, setDetails] = useState(false)
  return (
    <>
      <Bar title={title} beside={<RecipeTag title={snapshot.recipe} />}>
        <RunButtons snapshot={snapshot} title={title} />
        <IconButton
          className="only-n"
          icon="panel"
          label={t('run.details')}
          aria-expanded={details}
          onClick={() => setDetails(!details)}
        />
      </Bar>
      <RunBanner snapshot={snapshot} />
      <RunHead title={title} figures={figures} endedMs={endedMs} />
      <Files live={live} details={details} onDetails={setDetails} />
    </>
  )
}

interface FilesProps {
  live: LiveBatch
  details: boolean
  onDetails: (open: boolean) => void
}

function Files({ live, details, onDetails }: FilesProps) {
  const { snapshot } = live
  const [view, change] = useReducer(changeView, !isOver(snapshot), beginView)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const { rowHeight } = usePreferences()
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const rows = useRows({ batch: snapshot.batchId, filter: view.filter, search: view.search, version: live.version })
  const actions = useBatchActions(snapshot.batchId)
  const keys = useListKeys({ live, view, change, rows, actions, search, setMenu, openDetails: () => onDetails(true) })
  const byCause = isOver(snapshot) && view.filter === 'failed' && view.search === '' && snapshot.counts.failed > 0
  return (
    <>
      <Tools
        counts={live.figures.snapshot.counts}
        view={view}
        change={change}
        canFollow={!isOver(snapshot)}
        searchRef={search}
      />
      {byCause ? (
        <Causes live={live} actions={actions} />
      ) : (
        <div className={rowHeight === 'compact' ? 'split is-compact' : 'split'}>
          <RowList
            live={live}
            rows={rows}
            view={view}
            rowPx={rowHeights[rowHeight]}
            gridRef={grid}
            onPress={keys.press}
            onMenu={keys.menu}
            onKeyDown={keys.keyDown}
            onTouch={() => view.follow && change({ type: 'follow', on: false })}
            onClearSearch={() => change({ type: 'search', search: '' })}
            onRetry={(seq) => actions.retry([[seq, seq]])}
          />
          <DetailsPane
            live={live}
            view={view}
            rows={rows}
            open={details}
            onClose={() => onDetails(false)}
            step={keys.step}
            actions={actions}
          />
          <SelectionBar view={view} rows={rows} change={change} actions={actions} />
        </div>
      )}
      {menu ? (
        <RowMenu
          place={menu}
          view={view}
          rows={rows}
          change={change}
          actions={actions}
          onClose={() => setMenu(null)}
          back={grid}
        />
      ) : null}
    </>
  )
}

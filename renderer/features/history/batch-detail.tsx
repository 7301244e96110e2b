import type { BatchRow } from '../../../contract/batch-commands.ts'
import { ownSizes } from '../../../contract/own-counts.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { printRoute } from '../../app/route.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { useAnswer } from '../../app/use-answer.ts'
import { isOver } from '../../state/batch-state.ts'
import { averageOf } from '../../state/average.ts'
import { leastShare } from '../../state/saved-share.ts'
import { undoableFiles } from '../../state/undoable.ts'
import { recipeTitle } from '../../texts/said.ts'
import { daysAgo } from '../../texts/format.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TimeShares } from '../workings/time-shares.tsx'
import { AgainButton } from './again-button.tsx'
import { UndoCard } from './undo-card.tsx'

/** One batch of the past: what it did, and what undo would do. */
export function BatchDetail({ row, onUndo }: { row: BatchRow; onUndo: () => void }) {
  const { t } = useTexts()
  const { counts } = row
  const canUndo = undoableFiles(row) > 0
  const titleOf = useBatchTitle()
  return (
    <aside className="insp" aria-label={t('history.details')}>
      <div>
        <h2 className="h2 cut">{titleOf(row)}</h2>
        <p className="sm t3">{useWhen(row)}</p>
      </div>
      <Saved row={row} />
      <Shares row={row} />
      <Facts row={row} />
      {isOver(row) && counts.done > 0 ? (
        <a className="btn" href={printRoute({ screen: 'verify', batch: row.id })}>
          <Icon name="shield" size="s" />
          {t('verify.open')}
        </a>
      ) : null}
      <Times batch={row.id} />
      {isOver(row) && counts.done > 0 ? <UndoCard row={row} /> : null}
      <div className="acts">
        <Button className="grow" icon="undo" disabled={!canUndo} onClick={onUndo}>
          {t('run.undoBatch')}
        </Button>
        <AgainButton batch={row.id} title={titleOf(row)} recipe={row.recipe} out={row.out} look="line" />
      </div>
    </aside>
  )
}

function Times({ batch }: { batch: string }) {
  const { t } = useTexts()
  const { value } = useAnswer('history.times', { batch })
  return value ? <TimeShares title={t('history.times')} stages={value.stages} /> : null
}

function useWhen({ startedMs, endedMs }: BatchRow): string {
  const { t, format } = useTexts()
  const days = daysAgo(startedMs, Date.now())
  const day = days === 0 ? t('frame.today') : days === 1 ? t('frame.yesterday') : format.date(startedMs)
  const from = format.clock(startedMs)
  const time = endedMs === null ? from : t('run.fromTo', { from, to: format.clock(endedMs) })
  return t('history.when', { day, time })
}

function Saved({ row: { counts } }: { row: BatchRow }) {
  const { t, format } = useTexts()
  const { doneBytes, outputBytes } = ownSizes(counts)
  if (outputBytes === 0) return null
  const saved = savedBytes(counts)
  const share = saved / Math.max(1, doneBytes)
  const isSmaller = share >= leastShare
  const percent = format.percent(share)
  return (
    <div>
      <div className="hi-b">{format.bytes(isSmaller ? saved : outputBytes)}</div>
      <span className="sm t2">
        {isSmaller ? t('history.savedShare', { percent }) : t('history.writtenOf', { size: format.bytes(doneBytes) })}
      </span>
    </div>
  )
}

function Shares({ row: { counts } }: { row: BatchRow }) {
  const { t, format } = useTexts()
  const share = (part: number) => ({ '--w': `${(part / Math.max(1, counts.total)) * 100}%` }) as React.CSSProperties
  const facts = {
    done: format.count(counts.done),
    failed: format.count(counts.failed),
    skipped: format.count(counts.skipped),
  }
  return (
    <div className="pbar" role="img" aria-label={t('history.bar', facts)}>
      <i style={share(counts.done)} />
      <i className="bad" style={share(counts.failed)} />
      <i className="skip" style={share(counts.skipped + counts.cancelled + counts.undone)} />
    </div>
  )
}

function Facts({ row }: { row: BatchRow }) {
  const { t, format } = useTexts()
  const { counts } = row
  const size = format.bytes(counts.doneBytes)
  const bytesPerS = averageOf(row, row.endedMs)?.bytesPerS ?? null
  const speed = bytesPerS === null ? null : format.bytes(bytesPerS)
  const read = speed === null ? size : t('history.readAt', { size, speed: t('run.bytesPerS', { size: speed }) })
  const lines: [string, React.ReactNode][] = [[t('history.done'), format.count(counts.done)]]
  if (counts.failed > 0) {
    const failures = printRoute({ screen: 'run', batch: row.id, filter: 'failed' })
    const link = <a href={failures}>{format.count(counts.failed)}</a>
    lines.push([t('history.failedWord'), link])
  }
  if (counts.skipped > 0) lines.push([t('history.skipped'), format.count(counts.skipped)])
  if (counts.cancelled > 0) lines.push([t('history.cancelled'), format.count(counts.cancelled)])
  if (counts.undone > 0) lines.push([t('history.undone'), format.count(counts.undone)])
  lines.push([t('history.read'), read], [t('history.writtenWord'), format.bytes(ownSizes(counts).outputBytes)])
  lines.push([t('history.recipe'), recipeTitle(row.recipe)])
  lines.push([t('history.files'), <a href={printRoute({ screen: 'run', batch: row.id })}>{t('history.open')}</a>])
  return (
    <dl className="kv">
      {lines.map(([label, value]) => (
        <div className="hi-k" key={label}>
          <dt>{label}</dt>
          <dd className="cut">{value}</dd>
        </div>
      ))}
      <div className="hi-k">
        <dt>{t('history.folder')}</dt>
        {row.replaces ? (
          <dd className="cut">{t('history.inPlace')}</dd>
        ) : (
          <dd className="cut" title={shown(row.out)}>
            {shown(row.out)}
          </dd>
        )}
      </div>
    </dl>
  )
}

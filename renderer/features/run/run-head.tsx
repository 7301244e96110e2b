import type { BatchSnapshot } from '../../../contract/event.ts'
import { ownSizes } from '../../../contract/own-counts.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { isAtRest, isOver } from '../../state/batch-state.ts'
import { type Figures, wholePercents } from '../../state/figures.ts'
import { averageOf } from '../../state/average.ts'
import { tookMs } from '../../state/took-ms.ts'
import { leastShare } from '../../state/saved-share.ts'
import { daysAgo } from '../../texts/format.ts'
import { when } from '../../texts/when.ts'
import { paceText, paceUnit } from '../../texts/pace-text.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useUploadOf } from '../../app/use-uploads.ts'
import { useLostMs } from '../../app/use-mirror.ts'
import { useNow } from '../../app/use-now.ts'
import { Gates } from './gates.tsx'
import { BatchBar, useBatchWords } from './batch-bar.tsx'
import { ResultsAt } from './results-at.tsx'
import { Spark } from './spark.tsx'
import { Spoken } from './spoken.tsx'
import { Stat } from './stat.tsx'
import { NotSent, UploadSpeed } from '../upload/upload-stats.tsx'

interface HeadProps {
  title: string
  figures: Figures
  /** Epoch milliseconds, null while it goes on or where nobody knows. */
  endedMs: number | null
}

/** How far the batch is, what holds it back, and what it saved. */
export function RunHead({ title, figures, endedMs }: HeadProps) {
  const { t, format } = useTexts()
  const lostMs = useLostMs()
  const { snapshot, fraction } = figures
  const words = useBatchWords(figures)
  const upload = useUploadOf(snapshot.batchId)
  return (
    <section className={isAtRest(snapshot) ? 'head is-paused' : 'head'} aria-label={t('run.progress')}>
      <div className="row g3 head-1">
        <span className="big">
          {format.count(Math.round(wholePercents(fraction) * 100))}
          <small>%</small>
        </span>
        <span className="t2 nowrap">{words.files}</span>
        <ResultsAt snapshot={snapshot} />
        <span className={lostMs === null ? 'semi head-s' : 'semi head-s warn'}>
          {lostMs === null ? words.state : t('run.asOf', { time: format.clockSeconds(lostMs) })}
        </span>
      </div>
      <BatchBar title={title} figures={figures} />
      <div className={snapshot.arriving ? 'stats up-st' : 'stats'}>
        {snapshot.arriving ? (
          <UploadSpeed snapshot={snapshot} upload={upload} />
        ) : (
          <Speed figures={figures} endedMs={endedMs} />
        )}
        {isOver(snapshot) ? <Result snapshot={snapshot} /> : <Gates figures={figures} upload={upload} />}
        {snapshot.arriving && upload && upload.progress.known > 0 ? (
          <NotSent upload={upload} />
        ) : (
          <Saved snapshot={snapshot} />
        )}
        <Elapsed figures={figures} endedMs={endedMs} />
      </div>
      <Spoken figures={figures} />
    </section>
  )
}

function Speed({ figures, endedMs }: { figures: Figures; endedMs: number | null }) {
  const texts = useTexts()
  const { t, format } = texts
  const { snapshot, filesPerS, bytesPerS, curve } = figures
  if (isOver(snapshot)) {
    const average = averageOf(snapshot, endedMs)
    if (!average) return <Stat label={t('run.speed')} value="–" />
    const { filesPerS: files, bytesPerS: bytes } = average
    const sub = bytes === null ? '' : t('run.average', { size: format.bytes(bytes) })
    return <Stat label={t('run.speed')} value={paceText(files, texts)} sub={sub} />
  }
  if (isAtRest(snapshot)) {
    const was = filesPerS > 0 ? t('run.was', { speed: paceText(filesPerS, texts) }) : ''
    return <Stat label={t('run.speed')} value={paceText(0, texts, paceUnit(filesPerS))} sub={was} />
  }
  return (
    <Stat
      label={t('run.speed')}
      value={paceText(filesPerS, texts)}
      sub={t('run.bytesPerS', { size: format.bytes(bytesPerS) })}
    >
      <Spark values={curve} />
    </Stat>
  )
}

function Result({ snapshot: { counts } }: { snapshot: BatchSnapshot }) {
  const { t, n, format } = useTexts()
  const others = (['failed', 'skipped', 'cancelled', 'undone'] as const).filter((state) => counts[state] > 0)
  const parts: string[] = others.map((state) => t(`run.${state}`, n(counts[state])))
  if (counts.reused > 0) parts.push(t('run.reusedCount', n(counts.reused)))
  return <Stat label={t('run.result')} value={t('run.done', n(counts.done))} sub={format.list(parts)} />
}

/** What was saved; where results are as large as the originals or larger, what was written. Of files that are not done, or were taken back, there is neither. */
function Saved({ snapshot }: { snapshot: BatchSnapshot }) {
  const { t, format } = useTexts()
  const { doneBytes, outputBytes } = ownSizes(snapshot.counts)
  const over = isOver(snapshot)
  const saved = savedBytes(snapshot.counts)
  const share = saved / Math.max(1, doneBytes)
  if (share >= leastShare) {
    const percent = format.percent(share)
    return (
      <Stat
        label={t(over ? 'run.saved' : 'run.savedSoFar')}
        value={format.bytes(saved)}
        sub={t('run.smaller', { percent })}
      />
    )
  }
  const label = t(over ? 'run.written' : 'run.writtenSoFar')
  if (doneBytes === 0) return <Stat label={label} value="–" />
  const sub = t('run.writtenOf', { size: format.bytes(doneBytes) })
  return <Stat label={label} value={format.bytes(outputBytes)} sub={sub} />
}

type ElapsedProps = Pick<HeadProps, 'figures' | 'endedMs'>

function Elapsed({ figures: { snapshot, workedMs }, endedMs }: ElapsedProps) {
  const texts = useTexts()
  const { t, format } = texts
  const over = isOver(snapshot)
  const rests = isAtRest(snapshot)
  const nowMs = useNow({ counting: !over && !rests })
  const { startedMs, restsSinceMs } = snapshot
  const started = when(startedMs, texts)
  if (snapshot.interrupted) {
    // Of an engine that was killed only what it had noted is known.
    const value = snapshot.workedMs === undefined ? '–' : format.duration(snapshot.workedMs)
    return <Stat label={t('run.elapsed')} value={value} sub={t('run.since', { time: started })} />
  }
  if (!over) {
    const resting = restsSinceMs === undefined ? null : t('run.restsSince', { time: when(restsSinceMs, texts) })
    const sub = resting ?? t('run.since', { time: started })
    const value = format.duration(rests ? workedMs : Math.max(workedMs, tookMs(snapshot, nowMs)))
    return <Stat label={t('run.elapsed')} value={value} sub={sub} />
  }
  if (endedMs === null) return <Stat label={t('run.took')} value="–" sub={t('run.since', { time: started })} />
  const isSameDay = daysAgo(startedMs, endedMs) === 0
  const times = { from: started, to: isSameDay ? format.clock(endedMs) : when(endedMs, texts) }
  return <Stat label={t('run.took')} value={format.seconds(tookMs(snapshot, endedMs))} sub={t('run.fromTo', times)} />
}

import { useRunDesk } from '../../app/run-desk.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useIsOpen, useMirror, useMirrorList } from '../../app/use-mirror.ts'
import { usePauseAll } from '../../app/use-pause-all.ts'
import { useWatches } from '../../app/watches.tsx'
import { isOver } from '../../state/batch-state.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { underWay } from '../../state/under-way.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from '../frame/bar.tsx'
import { RecentList } from './recent-list.tsx'
import { RunLine } from './run-line.tsx'
import { isWaiting, WaitingLine } from './waiting-line.tsx'
import './runs.css'

const recentMost = 8

/** What is under way, what needs the person first. */
export function Runs() {
  const { t } = useTexts()
  const live = useMirrorList(underWay)
  const open = useMirror(({ batches }) => [...batches.values()].filter(({ isLive }) => isLive).length)
  const needs = live.filter(({ snapshot }) => snapshot.state === 'needs-you')
  const paused = live.filter(({ snapshot }) => snapshot.state === 'paused')
  const running = live.filter((batch) => !needs.includes(batch) && !paused.includes(batch))
  const waiting = (useWatches() ?? []).filter(isWaiting)
  const sub = useSub({ running: running.length, waiting: waiting.length, needs: needs.length })
  const nothing = live.length === 0 && waiting.length === 0
  return (
    <>
      <Bar title={t('frame.runs')} beside={<span className="sub">{sub}</span>}>
        <RunsButtons running={running} />
      </Bar>
      <div className="body">
        <div className="pad col runs">
          {nothing ? (
            <Empty icon="runs" title={t('runs.noneTitle')}>
              <p className="sm t3">{t('runs.noneWhy')}</p>
            </Empty>
          ) : null}
          <Section title={t('runs.needsYou')} batches={needs} look="nd" />
          <Section title={t('runs.running')} link={<Limits />} batches={running} />
          <Section title={t('runs.paused')} batches={paused} />
          <Section
            title={t('runs.waiting')}
            batches={[]}
            before={waiting.map((watch) => <WaitingLine key={watch.id} watch={watch} />)}
          />
          <Recent version={open} />
        </div>
      </div>
      <div className="vh" role="status">
        {sub}
      </div>
    </>
  )
}

function useSub({ running, waiting, needs }: Record<'running' | 'waiting' | 'needs', number>): string {
  const { t, n, format } = useTexts()
  const parts = []
  if (running > 0) parts.push(t('runs.runningCount', n(running)))
  if (waiting > 0) parts.push(t('runs.waitingCount', n(waiting)))
  if (needs > 0) parts.push(t('runs.needCount', n(needs)))
  return format.list(parts)
}

function RunsButtons({ running }: { running: readonly LiveBatch[] }) {
  const { t } = useTexts()
  const { pickPlaces } = useRunDesk()
  const open = useIsOpen()
  const pauseAll = usePauseAll()
  return (
    <>
      <Button icon="pause" disabled={!open || running.length === 0} onClick={pauseAll}>
        {t('runs.pauseAll')}
      </Button>
      <Button look="primary" icon="plus" disabled={!open} onClick={pickPlaces}>
        {t('runs.newRun')}
      </Button>
    </>
  )
}

function Limits() {
  const { t } = useTexts()
  return (
    <a className="sm" href="#/workings">
      {t('workings.open')}
    </a>
  )
}

interface SectionProps {
  title: string
  /** At the right of the title. */
  link?: React.ReactNode
  batches: readonly LiveBatch[]
  look?: string
  before?: React.ReactNode[]
}

function Section({ title, link, batches, look = '', before = [] }: SectionProps) {
  if (batches.length === 0 && before.length === 0) return null
  return (
    <section>
      <div className="sh">
        <h2 className="h2">{title}</h2>
        <span className="grow" />
        {link}
      </div>
      <div className={`list ${look}`} role="list">
        {before}
        {batches.map((batch) => (
          <RunLine key={batch.snapshot.batchId} live={batch} />
        ))}
      </div>
    </section>
  )
}

function Recent({ version }: { version: number }) {
  const { t } = useTexts()
  const rows = useAnswer('batch.list', { limit: 50 }, version).value?.batches.filter(isOver).slice(0, recentMost)
  if (!rows || rows.length === 0) return null
  return (
    <section>
      <div className="sh">
        <h2 className="h2">{t('runs.recent')}</h2>
        <span className="grow" />
        <a className="sm" href="#/history">
          {t('runs.allHistory')}
        </a>
      </div>
      <RecentList rows={rows} />
    </section>
  )
}

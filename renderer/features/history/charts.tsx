import { useMemo, useState } from 'react'
import type { CommandOutputs } from '../../../contract/command.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { failedShare } from '../../state/failed-share.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Bar } from '../frame/bar.tsx'
import { NotHereYet } from '../frame/not-here-yet.tsx'
import { Chart } from './chart.tsx'
import { savedSpec } from './chart-specs.ts'
import { HistoryViews } from './history-views.tsx'
import { LastPace } from './last-pace.tsx'
import { savedLabel } from './saved-label.ts'
import { SavedByRecipe } from './saved-by-recipe.tsx'
import { type Span, spans, startsOf } from './span.ts'
import './charts.css'

type Sums = CommandOutputs['history.charts']

/** What was done over a time, in figures and drawings. */
export function Charts() {
  const { t } = useTexts()
  const [span, setSpan] = useState<Span>('month')
  const [nowMs] = useState(Date.now)
  const starts = useMemo(() => startsOf(span, nowMs), [span, nowMs])
  const sums = useAnswer('history.charts', { starts }).value
  return (
    <>
      <Bar title={t('frame.history')}>
        <HistoryViews current="charts" />
      </Bar>
      <div className="body">
        <div className="pad col ch">
          <Segmented
            label={t('charts.span')}
            options={spans.map((key) => [key, t(`charts.spans.${key}`)] as const)}
            value={span}
            onChange={setSpan}
          />
          {sums ? null : <NotHereYet />}
          {sums && sums.total.batches === 0 ? (
            <Empty icon="history" title={t('charts.empty')}>
              <p className="sm t3">{t('history.emptyWhy')}</p>
            </Empty>
          ) : null}
          {sums && sums.total.batches > 0 ? <Filled sums={sums} starts={starts} span={span} /> : null}
        </div>
      </div>
    </>
  )
}

function Filled({ sums, starts, span }: { sums: Sums; starts: readonly number[]; span: Span }) {
  return (
    <>
      <Figures sums={sums} span={span} />
      <SavedEach sums={sums} starts={starts} span={span} />
      <div className="ch-2">
        <LastPace />
        <SavedByRecipe recipes={sums.recipes} />
      </div>
    </>
  )
}

function Figures({ sums: { total }, span }: { sums: Sums; span: Span }) {
  const { t, n, format } = useTexts()
  const figures: [string, string][] = [
    [format.bytes(total.savedBytes), t('charts.saved', { span: t(`charts.spans.${span}`) })],
    [format.count(total.done), t('charts.done', n(total.done))],
    [format.share(failedShare(total)), t('charts.failed', n(total.failed))],
    [format.duration(total.ranMs), t('charts.ran', n(total.batches))],
  ]
  return (
    <dl className="ch-f">
      {figures.map(([figure, words]) => (
        <div key={words}>
          <dd>{figure}</dd>
          <dt className="sm t2">{words}</dt>
        </div>
      ))}
    </dl>
  )
}

const units = ['MB', 'GB', 'TB'] as const

function SavedEach({ sums: { buckets }, starts, span }: { sums: Sums; starts: readonly number[]; span: Span }) {
  const { t, format } = useTexts()
  const most = Math.max(...buckets.map(({ savedBytes }) => savedBytes))
  const nth = most >= 1e12 ? 2 : most >= 1e9 ? 1 : 0
  const spec = useMemo(() => {
    const tick = span === 'year' ? format.month : format.day
    return savedSpec(buckets, { starts, tick, unitBytes: 10 ** (6 + 3 * nth), format })
  }, [buckets, starts, span, nth, format])
  const label = savedLabel(buckets, { starts, span }, { t, format })
  return (
    <section className="card ch-c">
      <header className="row">
        <h2 className="h2 grow">{t(span === 'year' ? 'charts.savedMonths' : 'charts.savedDays')}</h2>
        <span className="sm t3">{units[nth]}</span>
      </header>
      <Chart spec={spec} heightPx={196} label={label} />
    </section>
  )
}

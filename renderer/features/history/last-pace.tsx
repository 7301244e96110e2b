import { useMemo } from 'react'
import { useAnswer } from '../../app/use-answer.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Chart } from './chart.tsx'
import { paceSpec } from './chart-specs.ts'
import { paceCurve } from './pace-curve.ts'

const speedsLeast = 3

/** How fast the newest batch went, or goes. */
export function LastPace() {
  const { t, format } = useTexts()
  const last = useAnswer('batch.list', { limit: 1 }).value?.batches[0]
  const points = useAnswer('history.pace', last ? { batch: last.id } : null).value?.points
  const curve = useMemo(() => paceCurve(points ?? []), [points])
  const spec = useMemo(() => (curve.speeds.length >= speedsLeast ? paceSpec(curve, format) : null), [curve, format])
  const speeds = curve.speeds.map(({ files }) => files)
  return (
    <section className="card ch-c">
      <header className="row">
        <h2 className="h2 grow cut">{t('charts.pace')}</h2>
        <span className="sm t3">{t(`charts.unit.${curve.unit}`)}</span>
      </header>
      {spec ? (
        <Chart
          spec={spec}
          heightPx={196}
          label={t(`charts.paceLabel.${curve.unit}`, {
            title: nameOf(last?.out ?? ''),
            least: format.rate(Math.min(...speeds)),
            most: format.rate(Math.max(...speeds)),
          })}
        />
      ) : (
        <p className="sm t3 ch-0">{points ? t('charts.paceNone') : ''}</p>
      )}
    </section>
  )
}

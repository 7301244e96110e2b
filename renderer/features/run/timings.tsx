import { useStepTitles } from '../../app/use-step-titles.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where the time of a file went, step after step. */
export function Timings({ timings }: { timings: readonly { step: string; ms: number }[] }) {
  const { t, format } = useTexts()
  const titles = useStepTitles()
  const total = timings.reduce((sum, { ms }) => sum + ms, 0)
  const own: Record<string, string> = {
    read: t('inspector.read'),
    write: t('inspector.write'),
    copy: t('run.row.copying'),
  }
  let from = 0
  return (
    <div>
      <div className="row wf-h">
        <h3 className="h3 grow">{t('inspector.steps')}</h3>
        <span className="sm t2">{format.work(total)}</span>
      </div>
      <div className="wf">
        {timings.map(({ step, ms }, nth) => {
          const bar = { '--a': `${share(from, total)}%`, '--b': `${share(ms, total)}%` } as React.CSSProperties
          from += ms
          return (
            <div className="wf-r" key={`${step} ${nth}`}>
              <span className="t2 cut">{own[step] ?? titles.get(step) ?? step}</span>
              <span className="lane">
                <i className={own[step] ? 'io' : ''} style={bar} />
              </span>
              <span className="r">{format.work(ms)}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function share(ms: number, total: number): number {
  return total === 0 ? 0 : Math.max(0, (ms / total) * 100)
}

import { useStepTitles } from '../../app/use-step-titles.ts'
import type { Workings } from '../../app/use-workings.ts'
import { useTexts } from '../../texts/use-texts.ts'

const listedMost = 6

/** Where the time of files went: the first few stages of those given. */
export function TimeShares({ title, stages }: Pick<Workings, 'stages'> & { title: string }) {
  const { t, format } = useTexts()
  const titles = useStepTitles()
  const total = stages.reduce((sum, { ms }) => sum + ms, 0)
  if (total === 0) return null
  const own: Record<string, string> = {
    read: t('inspector.read'),
    write: t('inspector.write'),
    copy: t('run.row.copying'),
  }
  return (
    <div className="wk-t">
      <h3 className="h3">{title}</h3>
      <div className="wf">
        {stages.slice(0, listedMost).map(({ stage, ms }) => (
          <div className="wf-r" key={stage}>
            <span className="t2 cut">{own[stage] ?? titles.get(stage) ?? stage}</span>
            <span className="lane">
              <i
                className={own[stage] ? 'io' : ''}
                style={{ '--a': '0%', '--b': `${(ms / total) * 100}%` } as React.CSSProperties}
              />
            </span>
            <span className="r">{format.percent(ms / total)}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

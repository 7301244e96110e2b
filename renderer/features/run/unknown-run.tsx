import { printRoute } from '../../app/route.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'

/** What an address leads to when the run it is about is not there. */
export function UnknownRun() {
  const { t } = useTexts()
  return (
    <Empty icon="runs" title={t('run.unknown')}>
      <p className="sm t3">{t('run.unknownWhy')}</p>
      <a className="btn sm" href={printRoute({ screen: 'runs' })}>
        {t('run.toRuns')}
      </a>
    </Empty>
  )
}

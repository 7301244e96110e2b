import { goTo } from '../../app/use-route.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Segmented } from '../../ui/segmented.tsx'

/** From the list of batches to the drawings of them, and back. */
export function HistoryViews({ current }: { current: 'batches' | 'charts' }) {
  const { t } = useTexts()
  return (
    <Segmented
      label={t('charts.views')}
      options={(['batches', 'charts'] as const).map((key) => [key, t(`charts.view.${key}`)] as const)}
      value={current}
      onChange={(view) => goTo(view === 'charts' ? { screen: 'charts' } : { screen: 'history', batch: null })}
    />
  )
}

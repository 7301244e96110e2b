import { useLostMs } from '../../app/use-mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'

/** In the place of what has not arrived yet and cannot while there is no connection; nothing while there is one, since it comes in a moment. */
export function NotHereYet() {
  const { t } = useTexts()
  if (useLostMs() === null) return null
  return (
    <Empty icon="unplug" title={t('frame.notHereYet')}>
      <p className="sm t3">{t('frame.notHereYetWhy')}</p>
    </Empty>
  )
}

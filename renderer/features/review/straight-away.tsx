import { prefer, usePreferences } from '../../app/preferences.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CheckBox } from '../../ui/check-box.tsx'

/** The way to skip this sheet; Settings has the way back. */
export function StraightAway() {
  const { t } = useTexts()
  const { afterDrop } = usePreferences()
  return (
    <CheckBox checked={afterDrop === 'start'} onChange={(on) => prefer({ afterDrop: on ? 'start' : 'review' })}>
      {t('review.straight')}
    </CheckBox>
  )
}

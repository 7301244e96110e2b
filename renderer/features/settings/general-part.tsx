import { useFace } from '../../app/face.ts'
import { prefer, usePreferences } from '../../app/preferences.ts'
import { useSettings } from '../../app/settings.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Part, SegmentedSetting, SwitchSetting } from './setting.tsx'

export function GeneralPart() {
  const { t } = useTexts()
  const { desktop } = useFace()
  const { appearance, afterDrop, rowHeight } = usePreferences()
  const appearances = (['system', 'light', 'dark'] as const).map(
    (key) => [key, t(`settings.appearances.${key}`)] as const,
  )
  const afterDrops = (['review', 'start'] as const).map((key) => [key, t(`settings.afterDrops.${key}`)] as const)
  const heights = (['compact', 'regular'] as const).map((key) => [key, t(`settings.rowHeights.${key}`)] as const)
  return (
    <Part id="general">
      <SegmentedSetting
        label={t('settings.appearance')}
        options={appearances}
        value={appearance}
        onChange={(key) => prefer({ appearance: key })}
      />
      {desktop ? <DesktopSettings /> : null}
      <SegmentedSetting
        label={t('settings.afterDrop')}
        why={t('settings.afterDropWhy')}
        options={afterDrops}
        value={afterDrop}
        onChange={(key) => prefer({ afterDrop: key })}
      />
      <SegmentedSetting
        label={t('settings.rowHeight')}
        options={heights}
        value={rowHeight}
        onChange={(key) => prefer({ rowHeight: key })}
      />
    </Part>
  )
}

function DesktopSettings() {
  const { t } = useTexts()
  const { state, set } = useSettings()
  const desktop = state?.settings.desktop
  return (
    <>
      <SwitchSetting
        label={t('settings.openAtLogin')}
        why={t('settings.openAtLoginWhy')}
        on={desktop?.openAtLogin}
        onChange={(openAtLogin) => set({ desktop: { openAtLogin } })}
      />
      <SwitchSetting
        label={t('settings.keepRunning')}
        why={t('settings.keepRunningWhy')}
        on={desktop?.keepRunning}
        onChange={(keepRunning) => set({ desktop: { keepRunning } })}
      />
    </>
  )
}

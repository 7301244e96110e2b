import { useFace } from '../../app/face.ts'
import { useSettings } from '../../app/settings.tsx'
import { useHost } from '../../app/use-host.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Part, SegmentedSetting, Setting, SwitchSetting } from './setting.tsx'

export function UpdatesPart() {
  const { t } = useTexts()
  const { version, desktop } = useFace()
  const host = useHost()
  return (
    <Part id="updates">
      <Setting
        label={t('settings.version', { version })}
        why={desktop ? t('settings.updatesWhy') : t('settings.updatesElsewhere', { host })}
      />
      {desktop ? <HowToUpdate /> : null}
    </Part>
  )
}

function HowToUpdate() {
  const { t } = useTexts()
  const { state, set } = useSettings()
  const updates = state?.settings.updates
  const installs = (['on-quit', 'ask'] as const).map((key) => [key, t(`settings.installs.${key}`)] as const)
  return (
    <>
      <SegmentedSetting
        label={t('settings.install')}
        why={t('settings.installWhy')}
        options={installs}
        value={updates?.install ?? 'on-quit'}
        onChange={(install) => set({ updates: { install } })}
      />
      <SwitchSetting
        label={t('settings.early')}
        why={t('settings.earlyWhy')}
        on={updates?.early}
        onChange={(early) => set({ updates: { early } })}
      />
    </>
  )
}

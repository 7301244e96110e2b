import { useState } from 'react'
import type { UpdateCheck } from '../../../contract/desktop.ts'
import { useFace } from '../../app/face.ts'
import { useSettings } from '../../app/settings.tsx'
import { useHost } from '../../app/use-host.ts'
import type { Desktop } from '../../link/desktop.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Part, SegmentedSetting, Setting, SwitchSetting } from './setting.tsx'

export function UpdatesPart() {
  const { t } = useTexts()
  const { version, desktop } = useFace()
  const host = useHost()
  return (
    <Part id="updates">
      {desktop ? (
        <Version version={version} desktop={desktop} />
      ) : (
        <Setting label={t('settings.version', { version })} why={t('settings.updatesElsewhere', { host })} />
      )}
      {desktop ? <HowToUpdate /> : null}
    </Part>
  )
}

/** Which one runs, and whether there is a newer one, for whoever wants to know now. */
function Version({ version, desktop }: { version: string; desktop: Desktop }) {
  const { t } = useTexts()
  const [check, setCheck] = useState<UpdateCheck | 'looking' | null>(null)
  const look = () => {
    setCheck('looking')
    desktop.call('update.check', {}).then(setCheck, () => setCheck({ found: 'failed', version }))
  }
  const why =
    check === null
      ? t('settings.updatesWhy')
      : check === 'looking'
        ? t('settings.updateFound.looking')
        : t(`settings.updateFound.${check.found}`, { version: check.version })
  return (
    <Setting label={t('settings.version', { version })} why={why}>
      <Button disabled={check === 'looking'} onClick={look}>
        {t('settings.checkNow')}
      </Button>
    </Setting>
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

import { useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useSettings } from '../../app/settings.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Part, Setting, SwitchSetting } from './setting.tsx'

const kinds = ['finished', 'failed', 'disconnected', 'sound', 'icon'] as const

export function NotificationsPart() {
  const { t } = useTexts()
  const { desktop } = useFace()
  const { state, set } = useSettings()
  const notifications = state?.settings.notifications
  const texts = {
    finished: [t('settings.noticeFinished'), t('settings.noticeFinishedWhy')],
    failed: [t('settings.noticeFailed'), t('settings.noticeFailedWhy')],
    disconnected: [t('settings.noticeDisconnected'), ''],
    sound: [t('settings.noticeSound'), ''],
    icon: [desktop ? t('settings.noticeIcon') : t('settings.noticeTab'), ''],
  } as const
  return (
    <Part id="notifications">
      {desktop === null ? <Allowed /> : null}
      {kinds.map((name) => (
        <SwitchSetting
          key={name}
          label={texts[name][0]}
          why={texts[name][1]}
          on={notifications?.[name]}
          onChange={(on) => set({ notifications: { [name]: on } })}
        />
      ))}
    </Part>
  )
}

/** A browser shows nothing outside its window before the person allows it. */
function Allowed() {
  const { t } = useTexts()
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'))
  const why =
    permission === 'granted'
      ? t('settings.noticesOn')
      : permission === 'denied'
        ? t('settings.noticesBlocked')
        : t('settings.noticesOff')
  return (
    <Setting label={t('settings.noticesHere')} why={why}>
      {permission === 'default' ? (
        <Button onClick={() => void Notification.requestPermission().then(setPermission)}>
          {t('settings.noticesAllow')}
        </Button>
      ) : null}
    </Setting>
  )
}

import { useState } from 'react'
import { usePanels } from '../../app/panels.ts'
import { useFace } from '../../app/face.ts'
import { useSettings } from '../../app/settings.tsx'
import { useCopyText } from '../../app/use-copy-text.ts'
import { useHost } from '../../app/use-host.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Licences } from './licences.tsx'
import { Part, Setting } from './setting.tsx'

export function AboutPart() {
  const { t } = useTexts()
  const { version, signOut, desktop } = useFace()
  const { state } = useSettings()
  const host = useHost()
  const { openShortcuts } = usePanels()
  const [licences, setLicences] = useState(false)
  return (
    <Part id="about">
      <div className="sr set-a">
        <Glyph name="wheel" look="accent" size="large" />
        <div>
          <span className="semi">{t('settings.version', { version })}</span>
          <p>{t('settings.local', { host })}</p>
        </div>
        <CopyDetails />
      </div>
      <Setting label={t('settings.shortcuts')}>
        <Button icon="key" onClick={openShortcuts}>
          {t('settings.showAll')}
        </Button>
      </Setting>
      <Setting label={t('settings.licences')} why={t('settings.licencesWhy')}>
        <Button onClick={() => setLicences(true)}>{t('frame.show')}</Button>
      </Setting>
      {licences ? <Licences onClose={() => setLicences(false)} /> : null}
      <Setting label={t('settings.document')} why={shown(state?.path ?? '')} />
      {desktop === null ? (
        <Setting label={t('settings.session')} why={t('settings.sessionWhy')}>
          <Button onClick={signOut}>{t('settings.signOut')}</Button>
        </Setting>
      ) : null}
    </Part>
  )
}

/** What somebody who helps would ask first; names no file and no folder. */
function CopyDetails() {
  const { t } = useTexts()
  const { version } = useFace()
  const { state } = useSettings()
  const copyText = useCopyText()
  const copy = () => {
    const { machine, settings } = state ?? {}
    const lines = [
      `Millrace ${version}`,
      navigator.userAgent,
      machine ? `${machine.cores} cores, ${machine.memoryMb} MiB` : '',
      settings ? JSON.stringify(settings) : '',
    ]
    copyText(lines.filter(Boolean).join('\n'))
  }
  return <Button onClick={copy}>{t('settings.copyDetails')}</Button>
}

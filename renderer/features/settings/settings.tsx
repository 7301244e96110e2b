import { useHost } from '../../app/use-host.ts'
import type { ReactNode } from 'react'
import i18next from 'i18next'
import { usePanels } from '../../app/panels.ts'
import { useFace } from '../../app/face.ts'
import { prefer, usePreferences } from '../../app/preferences.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { languages } from '../../texts/i18n.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Bar } from '../frame/bar.tsx'
import { useSection } from './use-section.ts'
import './settings.css'
import './settings-page.css'

const parts = [
  { id: 'general', icon: 'settings' },
  { id: 'safety', icon: 'shield' },
  { id: 'language', icon: 'globe' },
  { id: 'about', icon: 'info' },
] as const satisfies { id: string; icon: IconName }[]

/** What can be chosen so far. */
export function Settings() {
  const { t } = useTexts()
  const { current, ref, go } = useSection(parts.map(({ id }) => id))
  return (
    <>
      <Bar title={t('frame.settings')} />
      <div className="set">
        <nav className="set-n" aria-label={t('frame.settings')}>
          {parts.map(({ id, icon }) => (
            <button
              key={id}
              type="button"
              className="nav-i"
              onClick={() => go(id)}
              {...(current === id ? { 'aria-current': true } : {})}
            >
              <Icon name={icon} />
              <b>{t(`settings.${id}`)}</b>
            </button>
          ))}
        </nav>
        <div className="set-c" ref={ref} tabIndex={-1}>
          <General />
          <Safety />
          <LanguagePart />
          <About />
        </div>
      </div>
    </>
  )
}

function Part({ id, children }: { id: (typeof parts)[number]['id']; children: ReactNode }) {
  const { t } = useTexts()
  return (
    <section data-part={id} aria-label={t(`settings.${id}`)}>
      <h2>{t(`settings.${id}`)}</h2>
      <div className="list">{children}</div>
    </section>
  )
}

function Setting({ label, why, children }: { label: string; why?: string; children?: ReactNode }) {
  return (
    <div className="sr">
      <div>
        <span className="lbl">{label}</span>
        {why ? <p>{why}</p> : null}
      </div>
      {children}
    </div>
  )
}

function General() {
  const { t } = useTexts()
  const { appearance, afterDrop, rowHeight } = usePreferences()
  const appearances = (['system', 'light', 'dark'] as const).map(
    (key) => [key, t(`settings.appearances.${key}`)] as const,
  )
  const afterDrops = (['review', 'start'] as const).map((key) => [key, t(`settings.afterDrops.${key}`)] as const)
  const heights = (['compact', 'regular'] as const).map((key) => [key, t(`settings.rowHeights.${key}`)] as const)
  return (
    <Part id="general">
      <Setting label={t('settings.appearance')}>
        <Segmented
          label={t('settings.appearance')}
          options={appearances}
          value={appearance}
          onChange={(key) => prefer({ appearance: key })}
        />
      </Setting>
      <Setting label={t('settings.afterDrop')} why={t('settings.afterDropWhy')}>
        <Segmented
          label={t('settings.afterDrop')}
          options={afterDrops}
          value={afterDrop}
          onChange={(key) => prefer({ afterDrop: key })}
        />
      </Setting>
      <Setting label={t('settings.rowHeight')}>
        <Segmented
          label={t('settings.rowHeight')}
          options={heights}
          value={rowHeight}
          onChange={(key) => prefer({ rowHeight: key })}
        />
      </Setting>
    </Part>
  )
}

function Safety() {
  const { t, n, format } = useTexts()
  const host = useHost()
  const totals = useAnswer('vault.list', { limit: 1 }).value?.totals
  const roots = useAnswer('place.roots', {}).value?.roots
  const held =
    totals && totals.files > 0
      ? t('settings.vaultWhy', { ...n(totals.files), size: format.bytes(totals.bytes) })
      : t('settings.vaultEmpty')
  return (
    <Part id="safety">
      <Setting label={t('settings.originals')} why={t('settings.originalsWhy')} />
      <Setting label={t('settings.vault')} why={held}>
        <span className="t2 sm nowrap">
          {totals?.oldestMs ? t('settings.vaultOldest', { date: format.date(totals.oldestMs) }) : ''}
        </span>
      </Setting>
      <Setting label={t('settings.folders', { host })} why={t('settings.foldersWhy', { host })}>
        <span className="t2 sm">{roots?.length === 0 ? t('settings.noFolders') : ''}</span>
      </Setting>
      {(roots ?? []).map(({ title, path, access }) => (
        <Setting key={`${path} ${access}`} label={shown(title)} why={shown(path)}>
          <span className="t2 sm nowrap">{t(`settings.${access}`)}</span>
        </Setting>
      ))}
    </Part>
  )
}

function LanguagePart() {
  const { t, format } = useTexts()
  const { language } = usePreferences()
  const options = [['', t('settings.languageSystem')] as const, ...languages]
  return (
    <Part id="language">
      <Setting label={t('settings.language')}>
        <PopUp
          className="field pop set-p"
          label={t('settings.language')}
          options={options}
          value={language}
          onChange={(key) => {
            prefer({ language: key })
            void i18next.changeLanguage(key || undefined)
          }}
        />
      </Setting>
      <Setting
        label={t('settings.numbers')}
        why={t('settings.numbersWhy', { number: format.count(12_480), date: format.date(Date.now()) })}
      />
    </Part>
  )
}

function About() {
  const { t } = useTexts()
  const { version, signOut } = useFace()
  const host = useHost()
  const { openShortcuts } = usePanels()
  return (
    <Part id="about">
      <div className="sr set-a">
        <Glyph name="wheel" look="accent" size="large" />
        <div>
          <span className="semi">{t('settings.version', { version })}</span>
          <p>{t('settings.local', { host })}</p>
        </div>
      </div>
      <Setting label={t('settings.shortcuts')}>
        <Button icon="key" onClick={openShortcuts}>
          {t('settings.showAll')}
        </Button>
      </Setting>
      <Setting label={t('settings.session')} why={t('settings.sessionWhy')}>
        <Button onClick={signOut}>{t('settings.signOut')}</Button>
      </Setting>
    </Part>
  )
}

import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Empty } from '../../ui/empty.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Bar } from '../frame/bar.tsx'
import { AboutPart } from './about-part.tsx'
import { GeneralPart } from './general-part.tsx'
import { LanguagePart } from './language-part.tsx'
import { NotificationsPart } from './notifications-part.tsx'
import { PerformancePart } from './performance-part.tsx'
import { SafetyPart } from './safety-part.tsx'
import { SearchContext } from './setting.tsx'
import { UpdatesPart } from './updates-part.tsx'
import { useSection } from './use-section.ts'
import './settings.css'
import './settings-page.css'

const parts = [
  { id: 'general', icon: 'settings' },
  { id: 'performance', icon: 'cpu' },
  { id: 'safety', icon: 'shield' },
  { id: 'notifications', icon: 'bell' },
  { id: 'updates', icon: 'update' },
  { id: 'language', icon: 'globe' },
  { id: 'about', icon: 'info' },
] as const satisfies { id: string; icon: IconName }[]

export type PartId = (typeof parts)[number]['id']

/** All that can be set, on one page. */
export function Settings() {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const { current, ref, go } = useSection(parts.map(({ id }) => id))
  return (
    <>
      <Bar title={t('frame.settings')}>
        <SearchField className="set-q" label={t('settings.search')} value={search} onChange={setSearch} />
      </Bar>
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
          <SearchContext.Provider value={search.trim().toLowerCase()}>
            <GeneralPart />
            <PerformancePart />
            <SafetyPart />
            <NotificationsPart />
            <UpdatesPart />
            <LanguagePart />
            <AboutPart />
          </SearchContext.Provider>
          <div className="set-0">
            <Empty icon="search" title={t('settings.nothing', { search })} />
          </div>
        </div>
      </div>
    </>
  )
}

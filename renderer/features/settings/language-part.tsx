import { Radio, RadioGroup } from 'react-aria-components'
import { prefer, usePreferences } from '../../app/preferences.ts'
import { useSettings } from '../../app/settings.tsx'
import { type Language, languageOfSystem, languages, speak } from '../../texts/i18n.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PopUp } from '../../ui/pop-up.tsx'
import { Part, Setting } from './setting.tsx'

export function LanguagePart() {
  const { t, format } = useTexts()
  const { numbers } = usePreferences()
  const ways = (['system', 'language'] as const).map((key) => [key, t(`settings.numbersAs.${key}`)] as const)
  const sample = { number: format.count(12_480), date: format.date(Date.now()) }
  return (
    <Part id="language">
      <Languages />
      <Setting label={t('settings.numbers')} why={t('settings.numbersWhy', sample)}>
        <PopUp
          className="field pop set-p"
          label={t('settings.numbers')}
          options={ways}
          value={numbers}
          onChange={(key) => prefer({ numbers: key })}
        />
      </Setting>
    </Part>
  )
}

/** Each in its own words, so that a person finds theirs whatever is chosen now. */
function Languages() {
  const { t } = useTexts()
  const { language } = usePreferences()
  const { set } = useSettings()
  const ofSystem = languageOfSystem(navigator.languages)
  const choose = (key: string) => {
    const chosen = key as Language | ''
    prefer({ language: chosen })
    set({ language: chosen })
    void speak(chosen)
  }
  return (
    <RadioGroup className="sr set-l" aria-label={t('settings.language')} value={language} onChange={choose}>
      <Radio value="" className="row g3 rd-l">
        <span className="rd" />
        {t('settings.languageSystem')}
        <span className="t3" lang={ofSystem}>
          {languages.find(([key]) => key === ofSystem)?.[1]}
        </span>
      </Radio>
      {languages.map(([key, name]) => (
        <Radio key={key} value={key} lang={key} className="row g3 rd-l">
          <span className="rd" />
          {name}
        </Radio>
      ))}
    </RadioGroup>
  )
}

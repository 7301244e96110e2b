import { useTranslation } from 'react-i18next'
import { prefer } from '../../app/preferences.ts'
import { type Language, languages, speak } from '../../texts/i18n.ts'
import { Button } from '../../ui/button.tsx'

/** The other languages, each in its own words. */
export function Languages() {
  const { i18n } = useTranslation()
  const speakIt = (language: Language) => {
    prefer({ language })
    void speak(language)
  }
  return languages
    .filter(([language]) => language !== i18n.language)
    .map(([language, name], nth) => (
      // By its place: the button that was pressed stays, and with it the focus.
      <Button key={nth} size="small" look="quiet" lang={language} onClick={() => speakIt(language)}>
        {name}
      </Button>
    ))
}

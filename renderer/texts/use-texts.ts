import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.ts'
import { type Format, formatFor } from './format.ts'
import { localeFor } from './locale-for.ts'
import { asItIs, type Phrases, phrasesFrom } from './phrases.ts'

const formats = new Map<string, Format>()
const books = new Map<string, Phrases>()

/** The texts and the ways to write numbers of the language in use; `words` says what the engine says in English. */
export function useTexts() {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { numbers } = usePreferences()
  const locale = localeFor(language, numbers === 'system' ? navigator.languages : [])
  const format = kept(formats, `${language} ${locale}`, () => formatFor(language, locale))
  const words = kept(books, language, () => bookOf(i18n.getResourceBundle(language, 'phrases')))
  /** A count for a text with plural forms: the number that decides, and how it is written. */
  const n = (count: number) => ({ count, text: format.count(count) })
  return { t, format, n, words }
}

export type Texts = ReturnType<typeof useTexts>

function bookOf(bundle: unknown): Phrases {
  return bundle ? phrasesFrom(bundle as Record<string, string>) : asItIs
}

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key) ?? make()
  all.set(key, known)
  return known
}

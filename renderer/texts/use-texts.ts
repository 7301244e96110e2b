import i18next, { type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import { usePreferences } from '../app/preferences.ts'
import { type Format, formatFor } from './format.ts'
import { localeFor } from './locale-for.ts'
import type { Phrases } from './phrases.ts'
import { phrasesIn } from './said.ts'

export interface Texts {
  t: TFunction
  format: Format
  /** A count for a text with plural forms: the number that decides, and how it is written. */
  n: (count: number) => { count: number; text: string }
  /** What the engine says in English, in the language in use. */
  words: Phrases
}

const known = new Map<string, Texts>()

/** The texts and the ways to write numbers of the language in use; the same object until that is another one. Every row of a list asks for them. */
export function useTexts(): Texts {
  const language = useSyncExternalStore(subscribe, () => i18next.language)
  const { numbers } = usePreferences()
  const locale = localeFor(language, numbers === 'system' ? navigator.languages : [])
  const key = `${language} ${locale}`
  const texts = known.get(key) ?? textsIn(language, locale)
  known.set(key, texts)
  return texts
}

function subscribe(changed: () => void): () => void {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

function textsIn(language: string, locale: string): Texts {
  const format = formatFor(language, locale)
  return {
    t: lookedUpOnce(i18next.getFixedT(language)),
    format,
    n: (count) => ({ count, text: format.count(count) }),
    words: phrasesIn(language),
  }
}

/** A text without facts in it is the same each time, and a list of files wants a few of them for every row. */
function lookedUpOnce(t: TFunction): TFunction {
  const plain = new Map<unknown, unknown>()
  return new Proxy(t, {
    apply(target, self, facts: unknown[]) {
      if (facts.length > 1) return Reflect.apply(target, self, facts)
      const [key] = facts
      if (!plain.has(key)) plain.set(key, Reflect.apply(target, self, facts))
      return plain.get(key)
    },
  })
}

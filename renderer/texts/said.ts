import i18next from 'i18next'
import { asItIs, type Phrases, phrasesFrom } from './phrases.ts'
import { shown } from './shown-path.ts'

const books = new Map<string, Phrases>()

/** How a language that has been fetched says what the engine says in English. */
export function phrasesIn(language: string): Phrases {
  const bundle: unknown = i18next.getResourceBundle(language, 'phrases')
  if (!bundle) return asItIs
  const book = books.get(language) ?? phrasesFrom(bundle as Record<string, string>)
  books.set(language, book)
  return book
}

export function phrasesNow(): Phrases {
  return phrasesIn(i18next.language)
}

/** A text of the engine in the language in use, with nothing in it that could pretend to be something else. */
export function said(english: string): string {
  return shown(phrasesNow()(english))
}

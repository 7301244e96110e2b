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

/** The same for people who write no code: what the engine sets off as a word of a recipe's text stands as any other. */
export function saidPlainly(english: string): string {
  return said(english).replaceAll('`', '')
}

/** The title of a recipe: of one that comes with Millrace in the language in use, of a person's own as they gave it. */
export function recipeTitle(title: string): string {
  const own = i18next.getResourceBundle(i18next.language, 'recipes') as Record<string, string> | undefined
  return shown(own && Object.hasOwn(own, title) ? (own[title] ?? title) : title)
}

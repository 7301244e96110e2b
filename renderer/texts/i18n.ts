import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { isolated } from './isolated.ts'

/** The languages the screens have, in their own words. */
export const languages = [
  ['en', 'English'],
  ['zh-Hans', '简体中文'],
] as const
export type Language = (typeof languages)[number][0]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

interface Catalogue {
  texts: object
  /** What the engine says in English, and what it is in this language. */
  phrases: Readonly<Record<string, string>>
  /** Those of them that are about the recipes that come with Millrace. */
  recipes: Readonly<Record<string, string>>
}

/** All but English come when they are asked for. */
const catalogues: Partial<Record<string, () => Promise<Catalogue>>> = {
  'zh-Hans': async () => {
    const [{ zh }, { phrases, recipes }] = await Promise.all([import('./zh.ts'), import('./zh/phrases.ts')])
    return { texts: zh, phrases, recipes }
  },
}

/** Chinese has spaces beside Latin words only; a fact that is Chinese itself stands without those of its text. */
const tightChinese = {
  type: 'postProcessor',
  name: 'tight-chinese',
  process: (text: string) => text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''),
} as const

/** The language a person chose, or for an empty text the nearest to what the system asks for. Resolves when it can be read. */
export async function startTexts(chosen: string): Promise<void> {
  // Texts go through React, which escapes; escaping twice would show the escapes. Names only get the signs that keep them together.
  await i18next
    .use(initReactI18next)
    .use(tightChinese)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: en } },
      // All texts are of one namespace, and keys that are templates have colons.
      nsSeparator: false,
      interpolation: { escape: isolated },
      initAsync: false,
      postProcess: [tightChinese.name],
    })
  i18next.on('languageChanged', showLanguage)
  // A page in English is better than none.
  await speak(chosen).catch(() => {})
}

/** What was chosen last. */
let spoken = ''

/** Changes the language of all screens; what is written in it is fetched first, and where that fails nothing changes. */
export async function speak(chosen: string): Promise<void> {
  const language = chosen || languageOfSystem(navigator.languages)
  const load = i18next.hasResourceBundle(language, 'translation') ? undefined : catalogues[language]
  spoken = language
  const catalogue = await load?.()
  if (catalogue) {
    i18next.addResourceBundle(language, 'translation', catalogue.texts)
    i18next.addResourceBundle(language, 'phrases', catalogue.phrases)
    i18next.addResourceBundle(language, 'recipes', catalogue.recipes)
  }
  // Another language was chosen while this one was fetched.
  if (spoken !== language) return
  await i18next.changeLanguage(language)
  showLanguage(language)
}

/** The first of the wanted languages that the screens have. Chinese in traditional characters is nearer to simplified ones than to English. */
export function languageOfSystem(wanted: readonly string[]): Language {
  const bases = wanted.map((language) => language.toLowerCase().split('-')[0])
  for (const base of bases) {
    const found = languages.find(([language]) => language.split('-')[0] === base)
    if (found) return found[0]
  }
  return 'en'
}

function showLanguage(language: string): void {
  document.documentElement.lang = language
}

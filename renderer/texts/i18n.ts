import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'

/** The languages the screens have, in their own words. */
export const languages = [['en', 'English']] as const
export type Language = (typeof languages)[number][0]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

/** The language a person chose, or for an empty text the nearest to what the browser asks for. */
export function startTexts(chosen: string): void {
  // Texts go through React, which escapes; escaping twice would show the escapes.
  void i18next.use(initReactI18next).init({
    lng: chosen || languageOfBrowser(),
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  i18next.on('languageChanged', showLanguage)
  showLanguage(i18next.language)
}

function languageOfBrowser(): Language {
  const wanted = navigator.languages.map((language) => language.toLowerCase().split('-')[0])
  return languages.find(([language]) => wanted.includes(language.split('-')[0]))?.[0] ?? 'en'
}

function showLanguage(language: string): void {
  document.documentElement.lang = language
}

import { useTranslation } from 'react-i18next'
import { type Format, formatFor } from './format.ts'

const formats = new Map<string, Format>()

/** The texts and the ways to write numbers of the language in use. */
export function useTexts() {
  const { t, i18n } = useTranslation()
  const format = formats.get(i18n.language) ?? formatFor(i18n.language)
  formats.set(i18n.language, format)
  /** A count for a text with plural forms: the number that decides, and how it is written. */
  const n = (count: number) => ({ count, text: format.count(count) })
  return { t, format, n }
}

export type Texts = ReturnType<typeof useTexts>

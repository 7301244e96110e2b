/** Without a wish of the system: days before months, and a day of 24 hours. */
const usual: Record<string, string> = { en: 'en-GB', 'zh-Hans': 'zh-CN' }

/** How numbers and dates are written for a language: as the system writes them where it speaks that language, else as is usual for it. */
export function localeFor(language: string, wanted: readonly string[]): string {
  const base = language.split('-')[0]
  return wanted.find((locale) => locale.split('-')[0] === base) ?? usual[language] ?? language
}

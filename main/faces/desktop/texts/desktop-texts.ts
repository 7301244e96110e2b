import { type DesktopTexts, en } from './en.ts'
import { zh } from './zh.ts'

let current: DesktopTexts = en

/** The texts of the language in use. */
export function desktopTexts(): DesktopTexts {
  return current
}

/** Uses the nearest language there is. `locale` as the system or the page names it. */
export function speak(locale: string): void {
  current = /^zh\b/i.test(locale) ? zh : en
}

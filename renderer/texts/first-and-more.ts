import i18next from 'i18next'
import { formatFor } from './format.ts'

/** What several things are called together: the only one, or the first and how many more there are. */
export function firstAndMore([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first
  return i18next.t('home.dropOf', { first, more: formatFor(i18next.language).count(others.length) })
}

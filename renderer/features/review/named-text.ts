import { nameExample } from '../../texts/name-example.ts'
import type { Texts } from '../../texts/use-texts.ts'

/** What results would be called, by the planned name of one of them. */
export function namedText(planned: string, t: Texts['t']): string {
  const { name, late } = nameExample(planned)
  if (name === '') return t('review.patternOwn')
  return t(late ? 'review.patternLate' : 'review.pattern', { name })
}

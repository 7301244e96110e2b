import type { Texts } from '../../texts/use-texts.ts'

/** How long a run is likely to take that has not begun: no number where it is over before anybody looked. */
export function expectedTime(ms: number, { t, format }: Pick<Texts, 't' | 'format'>): string {
  if (ms < 1000) return t('review.expectedAtOnce')
  if (ms < 5000) return t('review.expectedSoon')
  return t('review.expected', { time: format.rough(ms) })
}

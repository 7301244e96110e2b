import type { Texts } from './use-texts.ts'

/** Fewer than this in a time are told over a longer one, so that no decimal says what whole files can. */
const countsFrom = 0.95

/** How fast files go: in a second, a minute or an hour, whichever is the first that holds a file. */
export function paceText(filesPerS: number, { t, format }: Pick<Texts, 't' | 'format'>): string {
  const [perMin, perHour] = [filesPerS * 60, filesPerS * 3600]
  if (filesPerS === 0 || filesPerS >= countsFrom) return t('run.filesPerS', { n: format.rate(filesPerS) })
  return perMin >= countsFrom
    ? t('run.slowPace.perMin', { n: format.rate(perMin) })
    : t('run.slowPace.perHour', { n: format.rate(perHour) })
}

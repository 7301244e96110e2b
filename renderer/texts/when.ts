import { daysAgo } from './format.ts'
import type { Texts } from './use-texts.ts'

/** A time of today by the clock, another by its day too. */
export function when(atMs: number, { t, format }: Texts): string {
  const days = daysAgo(atMs, Date.now())
  if (days === 0) return format.clock(atMs)
  const clock = format.clock(atMs)
  if (days === 1) return t('watch.yesterdayAt', { time: clock })
  if (days === -1) return t('watch.tomorrowAt', { time: clock })
  return t('watch.dayAt', { day: format.day(atMs), time: clock })
}

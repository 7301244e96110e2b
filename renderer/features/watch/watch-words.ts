import type { WatchState, WatchStatus } from '../../../contract/watch.ts'
import { nextOpeningMs } from '../../state/next-opening.ts'
import { daysAgo } from '../../texts/format.ts'
import { type Texts, useTexts } from '../../texts/use-texts.ts'
import { when } from '../../texts/when.ts'

/** The mark beside the words; each has a shape of its own. */
export const dots: Record<WatchState, 'on' | 'busy' | 'off' | 'bad' | 'hold'> = {
  starting: 'busy',
  stopped: 'off',
  watching: 'on',
  settling: 'busy',
  'needs-you': 'bad',
  paused: 'hold',
  'out-of-hours': 'off',
  disconnected: 'bad',
  'not-permitted': 'bad',
  failed: 'bad',
}

/** How a watch stands, in few words. */
export function useWatchWords(): (watch: WatchStatus) => string {
  const texts = useTexts()
  return (watch) => wordsOf(watch, texts)
}

type Say = (watch: WatchStatus, texts: Texts) => string

/** What some states say besides their name. */
const says: Partial<Record<WatchState, Say>> = {
  watching: ({ gathering }, { t, n }) =>
    gathering ? t('watch.gathering', n(gathering.files)) : t('watch.state.watching'),
  settling: ({ settling }, { t, n }) => t('watch.settling', n(settling)),
  'needs-you': ({ needsYou }, { t, n }) =>
    needsYou > 0 ? t('watch.needsYouFiles', n(needsYou)) : t('watch.state.needs-you'),
  paused: ({ pausedUntilMs }, texts) =>
    pausedUntilMs === null
      ? texts.t('watch.state.paused')
      : texts.t('watch.pausedUntil', { time: when(pausedUntilMs, texts) }),
  'out-of-hours': (watch, texts) => {
    const { t, n } = texts
    const starts = startsText(watch, texts)
    return watch.ready > 0 ? t('watch.startsWaiting', { ...n(watch.ready), starts }) : starts
  },
  disconnected: ({ sinceMs }, texts) => texts.t('watch.disconnectedAt', { time: when(sinceMs, texts) }),
}

/** When a watch that is out of its hours starts: by the clock today, else by the day too. */
export function startsText({ rules: { schedule } }: Pick<WatchStatus, 'rules'>, texts: Texts): string {
  const { t } = texts
  if (!schedule) return t('watch.state.out-of-hours')
  const nowMs = Date.now()
  const atMs = nextOpeningMs(schedule, nowMs)
  return t(daysAgo(atMs, nowMs) === 0 ? 'watch.starts' : 'watch.startsOn', { time: when(atMs, texts) })
}

/** As `useWatchWords`, with texts that are at hand. */
export function wordsOf(watch: WatchStatus, texts: Texts): string {
  return says[watch.state]?.(watch, texts) ?? texts.t(`watch.state.${watch.state}`)
}

import type { EarlierRun } from '../../../contract/batch-commands.ts'
import type { Texts } from '../../texts/use-texts.ts'
import { when } from '../../texts/when.ts'

/** Which run the same files, recipe and folder go on with, and how far that is. */
export function goesOnText({ state, startedMs, done, total }: EarlierRun, texts: Texts): string {
  const { t, n, format } = texts
  const how = state === 'cancelled' || state === 'finished' || state === 'paused' ? state : 'running'
  const which = t(`review.goesOn.${how}`, { time: when(startedMs, texts) })
  return t('review.goesOnFar', { which, done: format.count(done), ...n(total) })
}

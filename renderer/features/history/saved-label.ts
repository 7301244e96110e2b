import type { HistorySum } from '../../../contract/history-commands.ts'
import type { Texts } from '../../texts/use-texts.ts'
import type { Span } from './span.ts'

/** The drawing of what was saved, for those who do not see it: its highest bar, if there is one. */
export function savedLabel(
  buckets: readonly Pick<HistorySum, 'savedBytes'>[],
  { starts, span }: { starts: readonly number[]; span: Span },
  { t, format }: Pick<Texts, 't' | 'format'>,
): string {
  const most = Math.max(...buckets.map(({ savedBytes }) => savedBytes))
  if (!(most > 0)) return t('charts.savedNone')
  const startMs = starts[buckets.findIndex(({ savedBytes }) => savedBytes === most)] ?? 0
  const size = format.bytes(most)
  return span === 'year'
    ? t('charts.savedMonth', { month: format.month(startMs), size })
    : t('charts.savedLabel', { date: format.date(startMs), size })
}

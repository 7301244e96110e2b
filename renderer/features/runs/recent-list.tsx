import type { BatchRow } from '../../../contract/batch-commands.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { useRecipeIcon } from '../../app/recipes.tsx'
import { printRoute } from '../../app/route.ts'
import { useBatchTitle } from '../../app/watches.tsx'
import { reachedCount } from '../../state/batch-state.ts'
import { recipeTitle } from '../../texts/said.ts'
import { daysAgo } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Mark, type MarkState } from '../../ui/mark.tsx'

export function RecentList({ rows }: { rows: readonly BatchRow[] }) {
  return (
    <div className="list" role="list">
      {rows.map((row) => (
        <Recent key={row.id} row={row} />
      ))}
    </div>
  )
}

function Recent({ row }: { row: BatchRow }) {
  const icon = useRecipeIcon(row.recipe)
  const { t, format } = useTexts()
  const titleOf = useBatchTitle()
  const days = daysAgo(row.startedMs, Date.now())
  const when = days === 0 ? format.clock(row.startedMs) : days === 1 ? t('frame.yesterday') : format.date(row.startedMs)
  const saved = savedBytes(row.counts)
  return (
    <div role="listitem">
      <a className="rq" href={printRoute({ screen: 'run', batch: row.id })}>
        <Mark state={markOf(row)} />
        <Glyph name={icon} size="small" />
        <b className="cut">{titleOf(row)}</b>
        <span className="t3 sm cut hide-n">{recipeTitle(row.recipe)}</span>
        <span className="t2 sm nowrap cut">{when}</span>
        <span className="sm nowrap cut">
          <Outcome row={row} />
        </span>
        <span className="sm t2 nowrap r hide-n">
          {saved > 0 ? t('runs.savedSize', { size: format.bytes(saved) }) : ''}
        </span>
        <Icon name="right" size="s" />
      </a>
    </div>
  )
}

/** The worst that happened in it. */
export function markOf({ state, counts }: BatchRow): MarkState {
  if (state === 'cancelled') return 'cancelled'
  if (counts.failed > 0) return 'failed'
  return counts.undone > 0 && counts.done === 0 ? 'undone' : 'done'
}

function Outcome({ row }: { row: BatchRow }) {
  const { t, n, format } = useTexts()
  const { state, counts } = row
  if (state === 'cancelled')
    return t('runs.cancelledAt', {
      done: format.count(reachedCount(row)),
      total: format.count(counts.total),
    })
  if (counts.failed === 0 && counts.undone === 0) return t('frame.files', n(counts.total))
  const parts = (['done', 'failed', 'undone'] as const).filter((key) => counts[key] > 0)
  return format.list(parts.map((key) => t(`run.${key}`, n(counts[key]))))
}

import type { BatchCounts } from '../../../contract/job.ts'
import type { RunView } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'

/** Why the list is empty. */
export function Nothing({
  view,
  counts,
  onClearSearch,
}: {
  view: RunView
  counts: BatchCounts
  onClearSearch: () => void
}) {
  const { t, n, format } = useTexts()
  if (view.search !== '')
    return (
      <div role="row">
        <div role="gridcell">
          <Empty icon="search" title={t('run.nothingFound', { search: view.search })}>
            <p className="sm t3">{t('run.nothingFoundWhy', { text: format.count(counts.total) })}</p>
            <Button size="small" onClick={onClearSearch}>
              {t('run.clearSearch')}
            </Button>
          </Empty>
        </div>
      </div>
    )
  const filter = view.filter === 'uploading' ? 'running' : view.filter
  const isUnlisted = (counts.unlisted ?? 0) > 0 && (filter === 'all' || filter === 'done')
  return (
    <div role="row">
      <div role="gridcell">
        <Empty icon="check" title={t(isUnlisted ? 'history.nothingListed' : `run.nothingHere.${filter}`)}>
          {view.filter === 'all' ? null : <p className="sm t3">{t('run.done', n(counts.done))}</p>}
        </Empty>
      </div>
    </div>
  )
}

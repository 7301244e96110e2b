import { Fragment } from 'react'
import type { BatchCounts } from '../../../contract/job.ts'
import { countOf, type Ranges } from '../../state/ranges.ts'
import type { RowPages } from '../../state/row-pages.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { selectedStates } from './selected-states.ts'

const shownStates = ['waiting', 'running', 'done', 'failed', 'skipped', 'cancelled', 'undone'] as const

/** What several chosen files are, in figures, and what can be done with them. */
export function ManyFiles({ selection, pages, counts }: { selection: Ranges; pages: RowPages; counts: BatchCounts }) {
  const { t, n, format } = useTexts()
  const { sizeBytes, states, whole, canDrop } = selectedStates(selection, pages, counts)
  return (
    <>
      <h2 className="h2">{t('run.selectedFiles', n(countOf(selection)))}</h2>
      {whole ? (
        <dl className="kv">
          {shownStates.map((state) => {
            const count = states.get(state) ?? 0
            return count === 0 ? null : (
              <Fragment key={state}>
                <dt>{t(`run.filter.${state}`)}</dt>
                <dd>{format.count(count)}</dd>
              </Fragment>
            )
          })}
          <dt>{t('inspector.size')}</dt>
          <dd>{format.bytes(sizeBytes)}</dd>
        </dl>
      ) : null}
      {canDrop ? (
        <p className="sm t3">
          <kbd>Del</kbd> {t('run.selectHint')}
        </p>
      ) : null}
    </>
  )
}

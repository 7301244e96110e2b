import { type Ref, useState } from 'react'
import type { RowFilter, StateFilter } from '../../../contract/row-commands.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import type { RunView, RunViewChange } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'
import { SearchField } from '../../ui/search-field.tsx'

/** In the order of the keys 1 to 8. */
export const filters = [
  'all',
  'running',
  'waiting',
  'done',
  'failed',
  'skipped',
  'cancelled',
  'undone',
] as const satisfies StateFilter[]

interface ToolsProps {
  counts: BatchCounts
  /** How many groups its files were gathered into; 0 where they were not. */
  groups: number
  view: RunView
  change: (change: RunViewChange) => void
  canFollow: boolean
  searchRef: Ref<HTMLInputElement>
}

/** Which files are listed. */
export function Tools({ counts, groups, view, change, canFollow, searchRef }: ToolsProps) {
  const { t } = useTexts()
  const [searching, setSearching] = useState(false)
  const shownFilters = filters.filter((filter) => filter !== 'undone' || counts.undone > 0 || view.filter === 'undone')
  const search = (text: string) => change({ type: 'search', search: text })
  return (
    <div className={searching ? 'tools is-searching' : 'tools'} role="toolbar" aria-label={t('run.filterLabel')}>
      {shownFilters.map((filter) => (
        <FilterChip
          key={filter}
          filter={filter}
          count={filter === 'all' ? counts.total : counts[filter]}
          on={view.filter === filter}
          change={change}
        />
      ))}
      {groups > 0 ? <FilterChip filter="groups" count={groups} on={view.filter === 'groups'} change={change} /> : null}
      <span className="grow" />
      <SearchField ref={searchRef} className="run-q" label={t('run.search')} value={view.search} onChange={search} />
      <IconButton
        className="only-n"
        icon="search"
        label={t('run.search')}
        aria-expanded={searching}
        onClick={() => setSearching(!searching)}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={view.follow}
        disabled={!canFollow}
        title={t('run.followWhy')}
        onClick={() => change({ type: 'follow', on: !view.follow })}
      >
        <Icon name="follow" size="s" />
        <span className="hide-n">{t('run.follow')}</span>
      </button>
    </div>
  )
}

interface ChipProps {
  filter: RowFilter
  count: number
  on: boolean
  change: ToolsProps['change']
}

function FilterChip({ filter, count, on, change }: ChipProps) {
  const { t, format } = useTexts()
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => change({ type: 'filter', filter })}>
      {filter === 'all' ? null : filter === 'groups' ? (
        <Icon name="merge" size="s" />
      ) : (
        <Mark state={filter} fraction={0.62} />
      )}
      {t(`run.filter.${filter}`)} <span className="n">{format.count(count)}</span>
    </button>
  )
}

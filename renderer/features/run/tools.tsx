import { type Ref, useEffect, useRef, useState } from 'react'
import type { StateFilter } from '../../../contract/row-commands.ts'
import type { BatchCounts } from '../../../contract/job.ts'
import type { ListFilter, RunView, RunViewChange } from '../../state/run-view.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useSent } from '../upload/sent-context.ts'
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

/** Of single files. */
type FileFilter = Exclude<ListFilter, 'groups'>

/** Listed only where there are such files. */
const seldom: ReadonlySet<FileFilter> = new Set(['undone'])
/** One more has to find room beside the others. */
const seldomUploading: ReadonlySet<FileFilter> = new Set(['undone', 'skipped', 'cancelled'])
const filtersUploading = ['all', 'uploading', ...filters.slice(1)] as const satisfies FileFilter[]

interface ToolsProps {
  counts: BatchCounts & { uploading: number }
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
  const { isUploading, folder } = useSent()
  const sends = isUploading && folder !== ''
  const needed = (filter: FileFilter) => view.filter === filter || countOf(counts, filter) > 0
  const shownFilters = (sends ? filtersUploading : filters).filter(
    (filter) => !(sends ? seldomUploading : seldom).has(filter) || needed(filter),
  )
  const search = (text: string) => change({ type: 'search', search: text })
  return (
    <div className={searching ? 'tools is-searching' : 'tools'} role="toolbar" aria-label={t('run.filterLabel')}>
      {shownFilters.map((filter) => (
        <FilterChip
          key={filter}
          filter={filter}
          count={countOf(counts, filter)}
          on={view.filter === filter}
          change={change}
        />
      ))}
      {groups > 0 ? <FilterChip filter="groups" count={groups} on={view.filter === 'groups'} change={change} /> : null}
      <span className="grow" />
      <SearchField ref={searchRef} className="run-q" label={t('run.search')} value={view.search} onChange={search} />
      <span className="row tools-e">
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
      </span>
    </div>
  )
}

function countOf(counts: ToolsProps['counts'], filter: FileFilter): number {
  return filter === 'all' ? counts.total : counts[filter]
}

interface ChipProps {
  filter: ListFilter
  count: number
  on: boolean
  change: ToolsProps['change']
}

function FilterChip({ filter, count, on, change }: ChipProps) {
  const { t, format } = useTexts()
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (on && ref.current) bringIntoLine(ref.current)
  }, [on])
  return (
    <button
      ref={ref}
      type="button"
      className="chip"
      aria-pressed={on}
      onFocus={({ currentTarget }) => {
        if (currentTarget.matches(':focus-visible')) bringIntoLine(currentTarget)
      }}
      onClick={() => change({ type: 'filter', filter })}
    >
      {filter === 'all' ? null : filter === 'groups' ? (
        <Icon name="merge" size="s" />
      ) : (
        <Mark state={filter === 'uploading' ? 'running' : filter} fraction={0.62} />
      )}
      {filter === 'uploading' ? t('upload.filter') : t(`run.filter.${filter}`)}{' '}
      <span className="n">{format.count(count)}</span>
    </button>
  )
}

/** So much of the chip before it is seen that there is something to scroll to. */
const beforePx = 28

/**
 * Where there is little room the chips stand in one line that scrolls. The page's own way would have Tab go on from the chip, and leaves one that is half
 * below what stands at the end of the line. Not for one that is pressed: it would move away from the pointer.
 */
function bringIntoLine(chip: HTMLElement): void {
  const line = chip.parentElement
  line?.scrollTo({ left: chip.offsetLeft - line.offsetLeft - beforePx })
}

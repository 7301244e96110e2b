import { useMemo, useState } from 'react'
import { excerptMostBytes, type PreviewFile, type PreviewResult } from '../../../contract/preview-commands.ts'
import {
  type Cell,
  cellsOf,
  changedCells,
  type TableChange,
  type TableRow,
  type TableText,
} from '../../state/changed-cells.ts'
import { columnProfile } from '../../state/column-profile.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { ColumnCard } from './column-card.tsx'
import { PlainTable } from './plain-table.tsx'

const rowsMost = 200

const filters = ['all', 'changed', 'dropped'] as const
type Filter = (typeof filters)[number]

/** A table as it will be: what is another than before is marked, rows that went keep their place; and what stands in one of its columns. */
export function PreviewTable({ before, result }: { before: PreviewFile; result: PreviewResult }) {
  const { t, n } = useTexts()
  const [filter, setFilter] = useState<Filter>('all')
  const [chosen, choose] = useState<number | null>(null)
  const [old, now] = useMemo(() => [tableOf(before), tableOf(result)] as const, [before, result])
  const change = useMemo(() => changedCells(old, now), [old, now])
  const { head, rows, changed, dropped } = change
  const visible = rows.filter((row) => isIn(row, filter)).slice(0, rowsMost)
  const column = Math.min(chosen ?? tellingColumn(change, now), head.length - 1)
  return (
    <div className="col g2">
      <Segmented
        label={t('recipe.rows')}
        options={filters.map((each) => [each, t(`recipe.rowsShown.${each}`)] as const)}
        value={filter}
        onChange={setFilter}
      />
      <span className="h3">{t('recipe.before')}</span>
      <PlainTable table={old} label={t('recipe.before')} />
      <span className="h3">{t('recipe.after')}</span>
      <Grid head={head} rows={visible} column={column} onChoose={choose} />
      <p className="sm t2">
        {t('recipe.cellsChanged', n(changed))} {dropped > 0 ? t('recipe.rowsDropped', n(dropped)) : ''}{' '}
        {old.isCut || now.isCut ? t('recipe.rowsFirst', n(rows.length)) : ''}
      </p>
      {head[column] ? (
        <ColumnCard
          title={head[column].text}
          before={columnOf(old, head[column].text)}
          after={columnOf(now, head[column].text)}
        />
      ) : null}
    </div>
  )
}

interface GridProps {
  head: TableChange['head']
  rows: readonly TableRow[]
  /** The one that is told about below. */
  column: number
  onChoose: (column: number) => void
}

function Grid({ head, rows, column, onChoose }: GridProps) {
  const { t } = useTexts()
  return (
    <div className="pv-w" tabIndex={0} role="group" aria-label={t('recipe.after')}>
      <table className="pv-tb">
        <thead>
          <tr>
            <td className="pv-i" />
            {head.map(({ text, isNew }, at) => (
              <th key={at} scope="col" className={isNew ? 'is-new' : ''}>
                <button type="button" aria-pressed={at === column} onClick={() => onChoose(at)}>
                  {shown(text)} {isNew ? <small>{t('recipe.newColumn')}</small> : null}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={at} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row: { kind, nth, cells } }: { row: TableRow }) {
  const { t } = useTexts()
  return (
    <tr className={`is-${kind}`}>
      <td className="pv-i">{nth ?? t('recipe.newRow')}</td>
      {cells.map((cell, at) => (
        <td key={at} className={`is-${cell.change}`} title={titleOf(cell, t('recipe.was'))}>
          {kind === 'dropped' ? <s>{shown(cell.text)}</s> : shown(cell.text)}
        </td>
      ))}
      {kind === 'dropped' ? <td className="t3">{t('recipe.rowDropped')}</td> : null}
    </tr>
  )
}

function titleOf({ change, was }: Cell, label: string): string | undefined {
  return change === 'changed' ? `${label}: ${shown(was)}` : undefined
}

function isIn({ kind, cells }: TableRow, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'dropped') return kind === 'dropped'
  return kind === 'added' || (kind === 'kept' && cells.some(({ change }) => change === 'changed'))
}

/** The column a person most likely wants to know of: the first that is another and has numbers in it, else the first that is another. */
function tellingColumn({ head, rows }: TableChange, table: TableText): number {
  const isOther = (at: number) => head[at]?.isNew === true || rows.some(({ cells }) => cells[at]?.change === 'changed')
  const others = head.flatMap((_, at) => (isOther(at) ? [at] : []))
  const numbers = others.find((at) => columnProfile(columnOf(table, head[at]?.text ?? '') ?? []).kind === 'number')
  return numbers ?? others[0] ?? 0
}

function tableOf({ excerpt, type, bytes }: PreviewFile): TableText {
  const text = excerpt ?? ''
  const isCut = (bytes ?? 0) > excerptMostBytes
  return { cells: cellsOf(text, type.includes('tab') ? '\t' : ','), isCut }
}

/** The cells below a head; null where there is no such column. */
function columnOf({ cells: [head = [], ...rows], isCut }: TableText, name: string): string[] | null {
  const at = head.indexOf(name)
  return at < 0 ? null : (isCut ? rows.slice(0, -1) : rows).map((row) => row[at] ?? '')
}

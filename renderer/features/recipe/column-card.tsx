import { columnProfile, type Spread } from '../../state/column-profile.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

interface ColumnProps {
  title: string
  /** The cells of the column before; null where it was not there. */
  before: readonly string[] | null
  after: readonly string[] | null
}

/** What stands in one column of a table: its kind, how numbers spread, how many cells are empty or one of a kind. */
export function ColumnCard({ title, before, after }: ColumnProps) {
  const { t, n, format } = useTexts()
  if (!after) return null
  const { kind, decimals, cells, empty, distinct, spread } = columnProfile(after)
  const was = before ? t(`recipe.column.kinds.${columnProfile(before).kind}`) : t('recipe.column.wasNot')
  const is = decimals > 0 ? t('recipe.column.decimals', n(decimals)) : t(`recipe.column.kinds.${kind}`)
  return (
    <section className="card pv-col col g2" aria-label={t('recipe.column.title', { name: shown(title) })}>
      <div className="row g2">
        <b className="med grow cut">{shown(title)}</b>
        <span className="tag">{is}</span>
      </div>
      {spread ? <Bars spread={spread} /> : null}
      <dl className="kv">
        <dt>{t('recipe.column.was')}</dt>
        <dd>{was}</dd>
        <dt>{t('recipe.column.empty')}</dt>
        <dd>{t('recipe.column.of', { text: format.count(empty), all: format.count(cells) })}</dd>
        <dt>{t('recipe.column.distinct')}</dt>
        <dd>{t('recipe.column.of', { text: format.count(distinct), all: format.count(cells - empty) })}</dd>
      </dl>
    </section>
  )
}

/** How numbers spread; the bar that holds the middle one is marked. */
function Bars({ spread: { least, middle, most, parts } }: { spread: Spread }) {
  const { t, format } = useTexts()
  const highest = Math.max(...parts, 1)
  const marked = Math.min(parts.length - 1, Math.floor(((middle - least) / (most - least)) * parts.length))
  return (
    <div className="col g1">
      <div className="pv-bars" aria-hidden="true">
        {parts.map((count, nth) => (
          <i
            key={nth}
            className={nth === marked ? 'is-mid' : ''}
            style={{ '--h': `${Math.ceil((count / highest) * 100)}%` } as React.CSSProperties}
          />
        ))}
      </div>
      <div className="row xs t3">
        <span className="grow">{format.number(least)}</span>
        <span className="grow pv-mid">{t('recipe.column.half', { text: format.number(middle) })}</span>
        <span>{format.number(most)}</span>
      </div>
    </div>
  )
}

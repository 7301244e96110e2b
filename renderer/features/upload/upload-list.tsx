import { memo, useMemo } from 'react'
import { areaPx, offsetOf, rowsIn, topOf } from '../../state/row-geometry.ts'
import type { UploadRow } from '../../state/upload-run.ts'
import { foldersOf, nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Mark, type MarkState } from '../../ui/mark.tsx'
import { useScroll } from '../run/use-scroll.ts'

const rowPx = 36
const spare = 10

/** The files of a drop and how far each is. */
export function UploadList({ rows }: { rows: readonly UploadRow[] }) {
  const { t } = useTexts()
  const geometry = useMemo(() => ({ count: rows.length, rowPx, extras: [] }), [rows.length])
  const scroll = useScroll(geometry)
  const [from, to] = rowsIn(geometry, scroll.view, spare)
  const shiftPx = scroll.view.scrollPx - offsetOf(geometry, scroll.view)
  return (
    <div className="tbl up-l" role="table" aria-label={t('run.list')} aria-rowcount={rows.length}>
      <div role="rowgroup">
        <div className="tr hd" role="row">
          <span role="columnheader">
            <span className="vh">{t('run.column.state')}</span>
          </span>
          <span role="columnheader">
            <span className="vh">{t('run.column.picture')}</span>
          </span>
          <span role="columnheader">{t('run.column.name')}</span>
          <span role="columnheader">{t('upload.column')}</span>
          <span className="r" role="columnheader">
            {t('run.column.size')}
          </span>
        </div>
      </div>
      <div ref={scroll.ref} className="rows" role="rowgroup" tabIndex={0} aria-label={t('run.list')}>
        <div className="area" role="presentation" style={{ height: areaPx(geometry) }}>
          {rows.slice(from, to + 1).map((row) => (
            <Line key={row.nth} row={row} topPx={topOf(geometry, row.nth) + shiftPx} />
          ))}
        </div>
      </div>
    </div>
  )
}

const marks: Record<UploadRow['state'], MarkState> = {
  waiting: 'waiting',
  sending: 'running',
  arrived: 'done',
  known: 'done',
  failed: 'failed',
}

const Line = memo(function Line({ row, topPx }: { row: UploadRow; topPx: number }) {
  const { t, format } = useTexts()
  const { nth, path, sizeBytes, state, sentBytes } = row
  const fraction = sizeBytes === 0 ? 0 : sentBytes / sizeBytes
  return (
    <div
      className={state === 'waiting' ? 'tr wait' : 'tr'}
      role="row"
      aria-rowindex={nth + 1}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <span role="cell">
        <Mark state={marks[state]} fraction={fraction} />
      </span>
      <span role="cell" className="thumb">
        <Icon name="doc" />
      </span>
      <span className="nm" role="cell">
        <b className="cut">{nameOf(path)}</b>
        <span className="cut hide-n">{foldersOf(path)}</span>
      </span>
      <span className="sp" role="cell">
        {state === 'sending' ? (
          <span className="track up" aria-hidden="true">
            <b style={{ '--p': `${Math.round(fraction * 100)}%` } as React.CSSProperties} />
          </span>
        ) : null}
        <span className="cut">
          {state === 'sending'
            ? t('upload.row.sending', { percent: format.percent(fraction) })
            : t(`upload.row.${state}`)}
        </span>
      </span>
      <span className="sz r" role="cell">
        <span className="t3">{format.bytes(sizeBytes)}</span>
      </span>
    </div>
  )
})

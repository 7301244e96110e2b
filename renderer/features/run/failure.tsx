import { useCallback } from 'react'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { WireFault } from '../../../contract/fault.ts'
import { faultWords } from '../../texts/fault-words.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { useCopy } from './use-copy.ts'
import { useTake } from './use-take.ts'

interface FailureProps {
  row: JobRow
  topPx: number
  measure: (seq: number, element: HTMLElement | null) => void
  onRetry: (seq: number) => void
}

/** What happened to a file, why, and what to do, in that order; the code last. */
export function Failure({ row, topPx, measure, onRetry }: FailureProps) {
  const { t } = useTexts()
  const { seq, fault } = row
  const ref = useCallback((element: HTMLElement | null) => measure(seq, element), [measure, seq])
  if (!fault) return null
  return (
    <div ref={ref} className="fail-p" role="row" style={{ transform: `translateY(${topPx}px)` }}>
      <div role="gridcell">
        <div
          className={row.state === 'failed' ? 'fail' : 'fail calm'}
          role="group"
          aria-label={t('run.whyFailed', { name: nameOf(row.path) })}
        >
          <Reasons fault={fault} />
          <FailureButtons row={row} fault={fault} onRetry={onRetry} />
        </div>
      </div>
    </div>
  )
}

export function Reasons({ fault }: { fault: WireFault }) {
  const { t } = useTexts()
  const { what, why, remedy } = faultWords(fault)
  return (
    <dl>
      <dt>{t('run.what')}</dt>
      <dd className="t1">{what}</dd>
      {why === '' ? null : (
        <>
          <dt>{t('run.why')}</dt>
          <dd className="t2">{why}</dd>
        </>
      )}
      {remedy === '' ? null : (
        <>
          <dt>{t('run.remedy')}</dt>
          <dd className="t2">{remedy}</dd>
        </>
      )}
    </dl>
  )
}

function FailureButtons({ row, fault, onRetry }: { row: JobRow; fault: WireFault; onRetry: (seq: number) => void }) {
  const { t } = useTexts()
  const { batch, copyError, copyPath } = useCopy()
  const take = useTake(batch)
  return (
    <div className="row g2 wrap">
      <Button size="small" icon="retry" onClick={() => onRetry(row.seq)}>
        {t('run.retry')}
      </Button>
      <Button size="small" icon={take.icon} onClick={() => take.original(row.seq)}>
        {take.texts.original}
      </Button>
      <Button size="small" onClick={() => copyPath(row)}>
        {t('run.copyPath')}
      </Button>
      <Button size="small" look="quiet" icon="copy" onClick={() => copyError(row)}>
        {t('run.copyError')}
      </Button>
      <span className="grow" />
      <span className="xs t2 mono hide-n">{fault.code}</span>
    </div>
  )
}

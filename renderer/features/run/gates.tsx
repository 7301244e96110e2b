import { Fragment } from 'react'
import { gateOf, gates } from '../../../contract/gate-of.ts'
import type { Figures } from '../../state/figures.ts'
import { isAtRest } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const cellsMost = 8

/** The three gates files go through, what is in them, and which one holds the others back. */
export function Gates({ figures: { snapshot, most } }: { figures: Figures }) {
  const { t } = useTexts()
  const rest = snapshot.running.length === 0 || isAtRest(snapshot)
  const slowest = snapshot.slowest && !rest ? t(`run.stageName.${gateOf(snapshot.slowest.stage)}`) : null
  const label = rest ? t('run.stagesRest') : slowest ? t('run.stagesLimited', { stage: slowest }) : t('run.stages')
  return (
    <div className="stat">
      <small className="cut">{label}</small>
      <div className="race">
        {gates.map((gate, nth) => (
          <Fragment key={gate}>
            {nth > 0 ? (
              <span className="arr">
                <Icon name="arr" size="s" />
              </span>
            ) : null}
            <Gate name={t(`run.stage.${gate}`)} busy={rest ? 0 : snapshot.stages[gate]} of={most[gate]} />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

function Gate({ name, busy, of }: { name: string; busy: number; of: number }) {
  const { t, format } = useTexts()
  const cells = Math.max(1, Math.min(cellsMost, of))
  return (
    <div className="ch">
      <span>{t('run.stageBusy', { stage: name, busy: format.count(busy), most: format.count(Math.max(1, of)) })}</span>
      <span className="cells" aria-hidden="true">
        {Array.from({ length: cells }, (_, nth) => (
          <i key={nth} className={nth < busy ? 'on' : ''} />
        ))}
      </span>
    </div>
  )
}

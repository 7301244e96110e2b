import { Fragment } from 'react'
import { gates } from '../../../contract/gate-of.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { LiveUpload } from '../../app/live-upload.ts'
import { useWorkings } from '../../app/use-workings.ts'
import type { Figures } from '../../state/figures.ts'
import { isAtRest } from '../../state/batch-state.ts'
import { limitedGate } from '../../state/bottleneck.ts'
import { sendingMost } from '../../state/upload-run.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const cellsMost = 8

interface GatesProps {
  figures: Figures
  /** Files this page sends to it: one gate more. */
  upload: LiveUpload | undefined
}

/** The gates files go through, what is in them, and which one holds the others back. */
export function Gates({ figures: { snapshot, most }, upload }: GatesProps) {
  const { t } = useTexts()
  const rest = snapshot.running.length === 0 || isAtRest(snapshot)
  const label = useLabel(snapshot, rest)
  const sending = upload?.progress.rows.filter(({ state }) => state === 'sending').length ?? 0
  return (
    <div className="stat">
      <small className="cut">{label}</small>
      <div className="race">
        {snapshot.arriving && upload ? (
          <>
            <Gate name={t('upload.gate')} busy={sending} of={sendingMost} />
            <Arrow />
          </>
        ) : null}
        {gates.map((gate, nth) => (
          <Fragment key={gate}>
            {nth > 0 ? <Arrow /> : null}
            <Gate name={t(`run.stage.${gate}`)} busy={rest ? 0 : snapshot.stages[gate]} of={most[gate]} />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

/** While files come, what has come and waits says whether they come too slowly. */
function useLabel({ arriving, counts }: BatchSnapshot, rest: boolean): string {
  const { t } = useTexts()
  const told = useWorkings({ looking: !rest })
  const limited = told ? limitedGate(told.bottleneck) : null
  if (arriving && arriving.closesMs === null && counts.waiting <= counts.running)
    return t('run.stagesLimited', { stage: t('upload.gateName') })
  if (rest) return t('run.stagesRest')
  return limited ? t('run.stagesLimited', { stage: t(`run.stageName.${limited}`) }) : t('run.stages')
}

function Arrow() {
  return (
    <span className="arr">
      <Icon name="arr" size="s" />
    </span>
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

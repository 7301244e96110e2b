import { Fragment } from 'react'
import { gates } from '../../../contract/gate-of.ts'
import { useMirrorList } from '../../app/use-mirror.ts'
import type { Workings } from '../../app/use-workings.ts'
import { type Bottleneck, limitedGate } from '../../state/bottleneck.ts'
import { underWay } from '../../state/under-way.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const cellsMost = 8

/** Files waiting and files in hand at each point of the way, over all batches; the point that limits the others is framed. */
export function WayOfAFile({ workings, bottleneck }: { workings: Workings; bottleneck: Bottleneck }) {
  const { t, n, format } = useTexts()
  const live = useMirrorList(underWay)
  const sum = (of: (batch: (typeof live)[number]['snapshot']) => number) =>
    live.reduce((total, { snapshot }) => total + of(snapshot), 0)
  const inHand = sum(({ counts }) => counts.running)
  const limited = limitedGate(bottleneck)
  const cpu = workings.shared.find(({ name }) => name === 'cpu')
  const line = sum(({ counts }) => counts.waiting)
  return (
    <section>
      <div className="sh">
        <h2 className="h2">{t('workings.way')}</h2>
        <span className="sm t3">{t('workings.wayNow', n(inHand))}</span>
      </div>
      <ol className="jr" aria-label={t('workings.way')}>
        <li className="jn">
          <span className="sm t2">{t('workings.intake')}</span>
          <b>{format.count(line)}</b>
          <span className="xs t3">{t('workings.inLine')}</span>
        </li>
        {gates.map((gate) => (
          <Fragment key={gate}>
            <li className="ja" aria-hidden="true">
              <Icon name="arr" size="s" />
            </li>
            <li className={gate === limited ? 'jn lim' : 'jn'}>
              <span className="sm t2">{t(`run.stage.${gate}`)}</span>
              <b>{format.count(sum(({ stages }) => stages[gate]))}</b>
              <span className="xs t3">
                {gate === 'transform' && cpu ? t('workings.ofWorkers', n(cpu.limit)) : t('workings.inHand')}
              </span>
              <Cells busy={sum(({ stages }) => stages[gate])} />
            </li>
          </Fragment>
        ))}
        <li className="ja" aria-hidden="true">
          <Icon name="arr" size="s" />
        </li>
        <li className="jn">
          <span className="sm t2">{t('workings.record')}</span>
          <b>{format.count(sum(({ counts }) => counts.done))}</b>
          <span className="xs t3">{t('workings.recorded')}</span>
        </li>
      </ol>
    </section>
  )
}

function Cells({ busy }: { busy: number }) {
  const shown = Math.max(1, Math.min(cellsMost, busy))
  return (
    <span className="cells" aria-hidden="true">
      {Array.from({ length: shown }, (_, nth) => (
        <i key={nth} className={nth < busy ? 'on' : ''} />
      ))}
    </span>
  )
}

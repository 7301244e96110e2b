import { useFace } from '../../app/face.ts'
import { useAnswer } from '../../app/use-answer.ts'
import type { LiveBatch } from '../../state/mirror.ts'
import { said } from '../../texts/said.ts'
import { paceText } from '../../texts/pace-text.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { startsOf } from '../history/span.ts'
import { useShowWindow } from './use-show-window.ts'

const askMs = 15_000

/** What is going on, in one line, and the one thing to do about it. */
export function TrayHead({ live, stuck }: { live: readonly LiveBatch[]; stuck: LiveBatch | undefined }) {
  const { t, n } = useTexts()
  const show = useShowWindow()
  const waiting = live.reduce((sum, { snapshot: { counts } }) => sum + counts.waiting + counts.running, 0)
  const paused = live.length > 0 && live.every(({ snapshot }) => snapshot.state === 'paused')
  if (stuck)
    return (
      <header>
        <div className="grow">
          <h1 className="warn">{t('tray.needsYou')}</h1>
          <p className="sm t3">{said(stuck.snapshot.reason)}</p>
        </div>
        <Button onClick={() => show({ screen: 'run', batch: stuck.snapshot.batchId })}>{t('frame.show')}</Button>
      </header>
    )
  if (live.length === 0) return <Idle />
  return (
    <header>
      <div className="grow">
        <h1>{paused ? t('tray.paused') : <AtWork live={live} />}</h1>
        <p className="sm t3">{paused ? t('tray.waiting', n(waiting)) : <Speed live={live} />}</p>
      </div>
      <PauseAll live={live} paused={paused} />
    </header>
  )
}

function AtWork({ live }: { live: readonly LiveBatch[] }) {
  const { t, n } = useTexts()
  return t('tray.atWork', n(live.reduce((sum, { snapshot }) => sum + snapshot.counts.running, 0)))
}

function Speed({ live }: { live: readonly LiveBatch[] }) {
  const texts = useTexts()
  const { t, format } = texts
  const perS = live.reduce((sum, { figures }) => sum + figures.filesPerS, 0)
  const leftMs = Math.max(0, ...live.map(({ figures }) => figures.leftMs ?? 0))
  const speed = paceText(perS, texts)
  return leftMs > 0 ? t('tray.speedLeft', { speed, time: format.rough(leftMs) }) : speed
}

function Idle() {
  const { t, n, format } = useTexts()
  const starts = startsOf('week', Date.now()).slice(-2)
  const total = useAnswer('history.charts', { starts }).value?.total
  const facts = total ? { ...n(total.done), size: format.bytes(total.savedBytes) } : null
  return (
    <header>
      <div className="grow">
        <h1>{t('tray.idle')}</h1>
        <p className="sm t3">
          {facts && total ? (total.savedBytes > 0 ? t('tray.todaySaved', facts) : t('tray.today', facts)) : ''}
        </p>
      </div>
    </header>
  )
}

function PauseAll({ live, paused }: { live: readonly LiveBatch[]; paused: boolean }) {
  const { t } = useTexts()
  const { link } = useFace()
  const all = () => {
    const signal = AbortSignal.timeout(askMs)
    for (const { snapshot } of live) {
      const batch = snapshot.batchId
      const asked = paused
        ? link.ask('batch.resume', { batch, waitMs: null }, { signal })
        : link.ask('batch.pause', { batch }, { signal })
      void asked.catch(() => {})
    }
  }
  return (
    <Button look={paused ? 'primary' : 'plain'} icon={paused ? 'play' : 'pause'} onClick={all}>
      {t(paused ? 'tray.resumeAll' : 'runs.pauseAll')}
    </Button>
  )
}

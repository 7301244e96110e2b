import { useEffect } from 'react'
import { useRunDesk } from '../../app/run-desk.ts'
import { useMirrorList } from '../../app/use-mirror.ts'
import { useWatches } from '../../app/watches.tsx'
import type { LiveBatch } from '../../state/mirror.ts'
import { underWay } from '../../state/under-way.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { TrayHead } from './tray-head.tsx'
import { TrayLast } from './tray-last.tsx'
import { TrayRun } from './tray-run.tsx'
import { TrayWatch } from './tray-watch.tsx'
import { useShowWindow } from './use-show-window.ts'
import './tray.css'

const runsMost = 4
const watchesMost = 4

/** What runs, in the corner of the screen: drop onto it, pause it, or open the window. */
export function Tray() {
  const live = useMirrorList(underWay)
  const watches = (useWatches() ?? []).slice(0, watchesMost)
  const stuck = live.find(({ snapshot }) => snapshot.state === 'needs-you')
  const idle = live.length === 0
  useSize(live, watches.length)
  return (
    <main className="tray" aria-label="Millrace">
      <TrayHead live={live} stuck={stuck} />
      {live.slice(0, runsMost).map((batch) => (
        <TrayRun key={batch.snapshot.batchId} batch={batch} />
      ))}
      {watches.map((watch) => (
        <TrayWatch key={watch.id} watch={watch} />
      ))}
      {stuck ? null : <DropHere idle={idle} />}
      {idle ? <TrayLast /> : null}
      <Foot />
    </main>
  )
}

/** Where files are let go of; the whole popover takes them. */
function DropHere({ idle }: { idle: boolean }) {
  const { t } = useTexts()
  const title = useRunDesk().recipe?.row.title ?? ''
  if (!idle)
    return (
      <div className="tdrop">
        <Icon name="dl" size="s" />
        <span>{t('tray.dropRun', { recipe: title })}</span>
      </div>
    )
  return (
    <div className="tdrop tall">
      <Icon name="dl" />
      <b>{t('tray.drop')}</b>
      <span className="sm t3">{title}</span>
    </div>
  )
}

function Foot() {
  const { t } = useTexts()
  const show = useShowWindow()
  return (
    <footer>
      <Button size="small" look="quiet" onClick={() => show({ screen: 'home' })}>
        {t('tray.open')}
      </Button>
      <span className="grow" />
      <IconButton
        size="small"
        icon="settings"
        label={t('frame.settings')}
        onClick={() => show({ screen: 'settings' })}
      />
    </footer>
  )
}

/** The app makes its popover as high as what is in it. */
function useSize(live: readonly LiveBatch[], watches: number): void {
  useEffect(() => {
    const height = document.querySelector('.tray')?.getBoundingClientRect().height ?? 0
    document.documentElement.dataset['trayHeight'] = String(Math.ceil(height))
  }, [live, watches])
}

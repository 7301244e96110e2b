import { useState } from 'react'
import type { WatchStatus } from '../../../contract/watch.ts'
import { useWatches } from '../../app/watches.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Bar } from '../frame/bar.tsx'
import { TodayFeed } from './today-feed.tsx'
import { useWatchActions } from './use-watch-actions.ts'
import { WaitingDialog } from './waiting-dialog.tsx'
import { WatchEdit } from './watch-edit.tsx'
import { WatchRow } from './watch-row.tsx'
import './watch.css'

type Open = { what: 'edit' | 'waiting'; watch: WatchStatus } | { what: 'add' } | null

/** Folders whose files are processed as they come. */
export function Watch() {
  const { t } = useTexts()
  const watches = useWatches() ?? none
  const known = useWatches() !== undefined
  const [open, setOpen] = useState<Open>(null)
  const add = () => setOpen({ what: 'add' })
  return (
    <>
      <Bar title={t('frame.watch')} beside={<Sums watches={watches} />}>
        <PauseAll watches={watches} />
        <Button look="primary" icon="plus" onClick={add}>
          {t('watch.add')}
        </Button>
      </Bar>
      <div className="body">
        <div className="pad col wa">
          {known && watches.length === 0 ? <Nothing onAdd={add} /> : null}
          <Rows watches={watches} onOpen={setOpen} />
          <TodayFeed watches={watches} />
        </div>
      </div>
      <Over open={open} onClose={() => setOpen(null)} />
    </>
  )
}

const none: readonly WatchStatus[] = []

function Sums({ watches }: { watches: readonly WatchStatus[] }) {
  const { t, n } = useTexts()
  if (watches.length === 0) return null
  const today = watches.reduce((sum, { today: { counts } }) => sum + counts.done, 0)
  const parts = { folders: t('watch.folders', n(watches.length)), files: t('watch.filesToday', n(today)) }
  return <span className="sub">{t('watch.sub', parts)}</span>
}

function Rows({ watches, onOpen }: { watches: readonly WatchStatus[]; onOpen: (open: Open) => void }) {
  const { t } = useTexts()
  if (watches.length === 0) return null
  return (
    <div className="list" role="list" aria-label={t('frame.watch')}>
      {watches.map((watch) => (
        <WatchRow
          key={watch.id}
          watch={watch}
          onEdit={() => onOpen({ what: 'edit', watch })}
          onWaiting={() => onOpen({ what: 'waiting', watch })}
        />
      ))}
    </div>
  )
}

function Over({ open, onClose }: { open: Open; onClose: () => void }) {
  switch (open?.what) {
    case 'waiting':
      return <WaitingDialog watch={open.watch} onClose={onClose} />
    case 'edit':
      return <WatchEdit watch={open.watch} onClose={onClose} />
    case 'add':
      return <WatchEdit watch={null} onClose={onClose} />
    case undefined:
      return null
  }
}

function Nothing({ onAdd }: { onAdd: () => void }) {
  const { t } = useTexts()
  return (
    <Empty icon="watch" title={t('watch.emptyTitle')}>
      <p className="sm t3">{t('watch.emptyWhy')}</p>
      <Button look="primary" icon="plus" onClick={onAdd}>
        {t('watch.add')}
      </Button>
    </Empty>
  )
}

function PauseAll({ watches }: { watches: readonly WatchStatus[] }) {
  const { t } = useTexts()
  const { pause, resume } = useWatchActions()
  const going = watches.filter(({ state }) => state !== 'paused')
  if (watches.length === 0) return null
  if (going.length > 0)
    return (
      <Button icon="pause" onClick={() => going.forEach((watch) => pause(watch))}>
        {t('watch.pauseAll')}
      </Button>
    )
  return (
    <Button icon="play" onClick={() => watches.forEach((watch) => resume(watch))}>
      {t('watch.resumeAll')}
    </Button>
  )
}

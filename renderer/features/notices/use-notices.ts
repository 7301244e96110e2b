import { useEffect, useEffectEvent, useRef } from 'react'
import { useFace } from '../../app/face.ts'
import { useSettings } from '../../app/settings.tsx'
import { useMirror } from '../../app/use-mirror.ts'
import { useBatchTitle, useWatches } from '../../app/watches.tsx'
import type { LiveBatch } from '../../state/mirror.ts'
import { tookMs } from '../../state/took-ms.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { beep } from './beep.ts'

/** A batch that was over sooner was probably waited for. */
const longMs = 30_000

/** Tells outside of a browser's window what the person asked to be told, while it is not looked at. The desktop app does so by itself. */
export function useNotices(): void {
  const { desktop } = useFace()
  const { state } = useSettings()
  const wanted = desktop ? undefined : state?.settings.notifications
  const { t, n } = useTexts()
  const titleOf = useBatchTitle()
  const tell = useEffectEvent((text: string) => {
    if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return
    new Notification('Millrace', { body: text, silent: true })
    if (wanted?.sound) beep()
  })
  useEnded(({ snapshot }) => {
    const { counts } = snapshot
    const title = titleOf(snapshot)
    const facts = { title, failed: t('run.failed', n(counts.failed)), done: t('run.done', n(counts.done)) }
    if (counts.failed > 0 && wanted?.failed) tell(t('run.failedToast', facts))
    else if (wanted?.finished && tookMs(snapshot, Date.now()) > longMs)
      tell(t('run.finishedToast', { ...facts, ...n(counts.done) }))
  })
  useDisconnected((name) => {
    if (wanted?.disconnected) tell(t('watch.disconnected', { name }))
  })
}

/** Hears of each batch that this window saw run, once it is over. */
function useEnded(hear: (batch: LiveBatch) => void): void {
  const batches = useMirror((mirror) => mirror.batches)
  const running = useRef<ReadonlySet<string>>(new Set())
  const heard = useEffectEvent(hear)
  useEffect(() => {
    const live = new Set([...batches].filter(([, { isLive }]) => isLive).map(([id]) => id))
    for (const [id, batch] of batches) if (running.current.has(id) && batch.endedMs !== null) heard(batch)
    running.current = live
  }, [batches])
}

function useDisconnected(hear: (name: string) => void): void {
  const watches = useWatches()
  const gone = useRef<ReadonlySet<string> | null>(null)
  const heard = useEffectEvent(hear)
  useEffect(() => {
    const lost = (watches ?? []).filter(({ state }) => state === 'disconnected')
    // Those that were away already when the page was opened are no news.
    for (const { id, name } of lost) if (gone.current && !gone.current.has(id)) heard(shown(name))
    if (watches) gone.current = new Set(lost.map(({ id }) => id))
  }, [watches])
}

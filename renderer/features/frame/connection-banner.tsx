import { useHost } from '../../app/use-host.ts'
import { useEffect, useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { useNow } from '../../app/use-now.ts'
import type { Connection } from '../../link/link.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** How long the news of a mended connection stays. */
const backMs = 5000

/** Says when the line is down, since when, and whether work goes on; and when it is back. */
export function ConnectionBanner() {
  const connection = useMirror((mirror) => mirror.connection)
  switch (connection.state) {
    case 'lost':
      return <Lost connection={connection} />
    case 'open':
      return connection.awayMs === null ? null : <Back key={connection.sinceMs} awayMs={connection.awayMs} />
    case 'refused':
      return <Refused why={connection.why} />
    case 'connecting':
      return null
  }
}

function Lost({ connection: { sinceMs, retryMs, ended } }: { connection: Connection & { state: 'lost' } }) {
  const { t, format } = useTexts()
  const { link } = useFace()
  const host = useHost()
  const nowMs = useNow({ counting: retryMs !== null })
  const seconds = retryMs === null ? 0 : Math.max(0, Math.ceil((retryMs - nowMs) / 1000))
  return (
    <Banner
      look="warn"
      icon="unplug"
      title={t('frame.lost', { host, time: format.clockSeconds(sinceMs) })}
      actions={
        <Button size="small" icon="retry" onClick={() => link.retryNow()}>
          {t('frame.tryNow')}
        </Button>
      }
    >
      <span>{t(ended ? 'frame.lostEnded' : 'frame.lostWhy')}</span>{' '}
      <span aria-hidden="true">{retryMs === null ? t('frame.lostTrying') : t('frame.lostRetry', { seconds })}</span>
    </Banner>
  )
}

function Back({ awayMs }: { awayMs: number }) {
  const { t, n, format } = useTexts()
  const missed = useMirror(({ away }) => away?.missed ?? 0)
  const [shown, setShown] = useState(true)
  useEffect(() => {
    const handle = setTimeout(() => setShown(false), backMs)
    return () => clearTimeout(handle)
  }, [])
  if (!shown) return null
  return (
    <Banner look="info" icon="update" title={t('frame.back', { away: format.duration(awayMs) })}>
      {missed > 0 ? `${t('frame.backMissed', n(missed))} ` : ''}
      {t('frame.backWhy')}
    </Banner>
  )
}

function Refused({ why }: { why: 'signed-out' | 'other-version' | 'too-many' }) {
  const { t } = useTexts()
  const host = useHost()
  if (why === 'signed-out') return null
  const reload = (
    <Button size="small" icon="retry" onClick={() => location.reload()}>
      {t('frame.reload')}
    </Button>
  )
  const [title, text] =
    why === 'other-version'
      ? [t('frame.otherVersion', { host }), t('frame.otherVersionWhy')]
      : [t('frame.tooMany', { host }), t('frame.tooManyWhy')]
  return (
    <Banner look="warn" icon="unplug" title={title} actions={reload}>
      {text}
    </Banner>
  )
}

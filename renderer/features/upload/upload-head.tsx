import { useHost } from '../../app/use-host.ts'
import type { LiveUpload } from '../../app/uploads.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { useNow } from '../frame/connection-banner.tsx'
import type { UploadProgress } from '../../state/upload-run.ts'
import { UploadBar, uploadFraction } from './upload-bar.tsx'

/** An estimate in the first seconds would only jump. */
const leftNotBeforeMs = 3000

export function UploadHead({ upload: { order, progress, startedMs } }: { upload: LiveUpload }) {
  const { t, format } = useTexts()
  const nowMs = useNow(progress.state === 'sending')
  const fraction = uploadFraction(progress)
  const elapsedMs = Math.max(1, nowMs - startedMs)
  const perS = progress.sentBytes / (elapsedMs / 1000)
  const leftMs =
    elapsedMs < leftNotBeforeMs || perS === 0 ? null : ((progress.totalBytes - progress.sentBytes) / perS) * 1000
  const facts = { done: format.count(progress.arrived), total: format.count(progress.rows.length) }
  return (
    <section className="head" aria-label={t('run.progress')}>
      <div className="row g3 head-1">
        <span className="big">
          {format.count(Math.floor(fraction * 100))}
          <small>%</small>
        </span>
        <span className="t2">{t('upload.progress', facts)}</span>
        <span className="grow" />
        <span className="semi head-s">
          {leftMs === null || fraction === 1 ? '' : t('run.left', { time: format.rough(leftMs) })}
        </span>
      </div>
      <UploadBar progress={progress} title={order.title} />
      <UploadStats progress={progress} perS={perS} elapsedMs={elapsedMs} startedMs={startedMs} />
      <div className="vh" role="status">
        {progress.state === 'sending' ? '' : t('upload.announce', facts)}
      </div>
    </section>
  )
}

interface UploadStatsProps {
  progress: UploadProgress
  perS: number
  elapsedMs: number
  startedMs: number
}

function UploadStats({ progress, perS, elapsedMs, startedMs }: UploadStatsProps) {
  const { t, n, format } = useTexts()
  const host = useHost()
  return (
    <div className="stats up-st">
      <Stat
        label={t('upload.speed')}
        value={t('run.bytesPerS', { size: format.bytes(perS) })}
        sub={t('upload.bytesOf', {
          done: format.bytes(progress.sentBytes),
          total: format.bytes(progress.totalBytes),
        })}
      />
      {progress.known > 0 ? (
        <Stat
          label={t('upload.notSent')}
          value={t('frame.files', n(progress.known))}
          sub={t('upload.notSentWhy', { host })}
        />
      ) : null}
      <Stat
        label={t('run.elapsed')}
        value={format.duration(elapsedMs)}
        sub={t('run.since', { time: format.clock(startedMs) })}
      />
    </div>
  )
}

function Stat({ label, value, sub }: { label: string; value: string; sub: string }) {
  return (
    <div className="stat">
      <small>{label}</small>
      <b>{value}</b>
      <div className="sub cut">{sub}</div>
    </div>
  )
}

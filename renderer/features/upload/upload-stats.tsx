import type { BatchSnapshot } from '../../../contract/event.ts'
import type { LiveUpload } from '../../app/live-upload.ts'
import { useHost } from '../../app/use-host.ts'
import { isAtRest } from '../../state/batch-state.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Spark } from '../run/spark.tsx'
import { Stat } from '../run/stat.tsx'

interface StatProps {
  snapshot: BatchSnapshot
  /** Undefined where another page sends. */
  upload: LiveUpload | undefined
}

/** How fast the files come, and how much of them has; without a speed where another page sends them. */
export function UploadSpeed({ snapshot, upload }: StatProps) {
  const { t, format } = useTexts()
  const { arriving } = snapshot
  if (!upload) {
    const sub = t('upload.ofBytes', { total: format.bytes(arriving?.bytes ?? 0) })
    return <Stat label={t('upload.speed')} value={format.bytes(arriving?.arrivedBytes ?? 0)} sub={sub} />
  }
  const { progress, speed } = upload
  const bytesPerS = isAtRest(snapshot) || progress.offline ? 0 : speed.bytesPerS
  const sent = {
    done: format.bytesBefore(progress.sentBytes, progress.totalBytes),
    total: format.bytes(progress.totalBytes),
  }
  return (
    <Stat
      label={t('upload.speed')}
      value={t('run.bytesPerS', { size: format.bytes(bytesPerS) })}
      sub={t('upload.bytesOf', sent)}
    >
      <Spark values={speed.curve} />
    </Stat>
  )
}

/** Files that need not be sent, since the server has them. */
export function NotSent({ upload }: { upload: LiveUpload }) {
  const { t, n } = useTexts()
  const host = useHost()
  return (
    <Stat
      label={t('upload.notSent')}
      value={t('frame.files', n(upload.progress.known))}
      sub={t('upload.notSentWhy', { host })}
    />
  )
}

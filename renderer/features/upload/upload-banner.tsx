import type { BatchSnapshot } from '../../../contract/event.ts'
import type { LiveUpload } from '../../app/live-upload.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useUploads } from '../../app/use-uploads.ts'
import { useHost } from '../../app/use-host.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { comingCount, isOver } from '../../state/batch-state.ts'
import { missingCount } from '../../state/pending-rows.ts'
import { lineOf } from '../../texts/fault-words.ts'
import { when } from '../../texts/when.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { goesOnText } from '../review/goes-on.ts'
import { useBatchActions } from '../run/batch-actions.ts'
import { useUploadAdvice } from './upload-advice.ts'

interface BannerProps {
  snapshot: BatchSnapshot
  upload: LiveUpload
}

/** What is said of files this page sends to a run: that they need it open, or that some did not come and what can be done. */
export function UploadBanner({ snapshot, upload }: BannerProps) {
  const { t, format } = useTexts()
  const { progress, speed } = upload
  const missing = missingCount(progress.rows, snapshot.counts.total)
  const notRead = useNotRead(upload)
  const goesOn = useGoesOn(upload)
  if (isOver(snapshot)) return <NotAll missing={missing} upload={upload} />
  if (progress.state === 'stopped' || (progress.state === 'arrived' && missing > 0))
    return <Failed snapshot={snapshot} upload={upload} missing={missing} />
  const why = progress.offline ? 'waiting' : progress.state === 'paused' ? 'rests' : 'why'
  const isMoving = why === 'why' && speed.bytesPerS > 0
  const leftMs = isMoving ? ((progress.totalBytes - progress.sentBytes) / speed.bytesPerS) * 1000 : null
  const title = leftMs === null ? t('upload.tab') : t('upload.tabLeft', { time: format.rough(leftMs) })
  return (
    <Banner look="info" icon="ul" title={title}>
      {lineOf(t(`upload.${why}`), notRead, goesOn)}
    </Banner>
  )
}

/** How many of the files that were given are no part of the run. */
function useNotRead({ leftOut }: LiveUpload): string {
  const { t, n } = useTexts()
  return leftOut === 0 ? '' : t('upload.notRead', n(leftOut))
}

/** Which run the files go to that was there before, and the way to one of their own. */
function useGoesOn({ goesOn }: LiveUpload): string {
  const texts = useTexts()
  return goesOn ? texts.t('upload.goesOn', { goesOn: goesOnText(goesOn, texts) }) : ''
}

function NotRead({ upload }: Pick<BannerProps, 'upload'>) {
  const title = useNotRead(upload)
  return title === '' ? null : <Banner look="info" icon="info" title={title} />
}

/** Some could not be sent, and the run waits for what the person decides. */
function Failed({ snapshot, upload: { progress, drop }, missing }: BannerProps & { missing: number }) {
  const { t, n } = useTexts()
  const host = useHost()
  const again = useSendAgain()
  const advice = useUploadAdvice()
  const cancelled = progress.rows.filter(({ state }) => state === 'cancelled').map(({ nth }) => nth)
  const first = progress.rows.find((row) => row.fault)
  const title =
    progress.state === 'stopped'
      ? t('upload.noRoom', { host })
      : progress.failed > 0
        ? t('upload.failed', n(progress.failed))
        : t('upload.without', n(missing))
  return (
    <Banner
      look="warn"
      icon="alert"
      title={title}
      actions={
        <>
          <Button size="small" icon="retry" onClick={() => again(drop, progress.failed > 0 ? undefined : cancelled)}>
            {t('upload.again')}
          </Button>
          <RunArrived batch={snapshot.batchId} arrived={progress.arrived} />
        </>
      }
    >
      {first?.fault ? advice(first.path, first.fault) : ''}
    </Banner>
  )
}

/** The run is over without some of the files, which are still at hand. */
function NotAll({ missing, upload }: { missing: number; upload: LiveUpload }) {
  const { drop, progress } = upload
  const { t, n } = useTexts()
  const open = useIsOpen()
  const again = useSendAgain()
  if (missing === 0) return <NotRead upload={upload} />
  const nths = progress.rows.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ nth }) => nth)
  return (
    <Banner
      look="info"
      icon="ul"
      title={t('upload.notAll', n(missing))}
      actions={
        <Button size="small" icon="ul" disabled={!open} onClick={() => again(drop, nths)}>
          {t('upload.sendRest', n(missing))}
        </Button>
      }
    >
      {t('upload.notAllWhy')}
    </Banner>
  )
}

/** Of a run that another page sends files to, or one that is gone: what it waits for, and how long. */
export function ArrivingBanner({ snapshot }: Pick<BannerProps, 'snapshot'>) {
  const texts = useTexts()
  const { t, n } = texts
  const { arriving, batchId } = snapshot
  if (!arriving) return null
  const isGone = arriving.closesMs !== null
  return (
    <Banner
      look={isGone ? 'warn' : 'info'}
      icon={isGone ? 'alert' : 'ul'}
      title={t(isGone ? 'upload.gone' : 'upload.elsewhere', n(comingCount(snapshot)))}
      actions={<RunArrived batch={batchId} arrived={arriving.arrived} />}
    >
      {isGone ? t('upload.goneWhy', { time: when(arriving.closesMs ?? 0, texts) }) : t('upload.elsewhereWhy')}
    </Banner>
  )
}

function RunArrived({ batch, arrived }: { batch: string; arrived: number }) {
  const { t, n } = useTexts()
  const open = useIsOpen()
  const actions = useBatchActions(batch)
  return (
    <Button size="small" disabled={!open || arrived === 0} onClick={actions.close}>
      {t('upload.runRest', n(arrived))}
    </Button>
  )
}

function useSendAgain(): (drop: string, nths?: readonly number[]) => void {
  const uploads = useUploads()
  const tellFault = useTellFault('batch.start')
  return (drop, nths) => {
    uploads.again(drop, nths).catch(tellFault)
  }
}

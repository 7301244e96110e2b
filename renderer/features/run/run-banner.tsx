import { useState } from 'react'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { useUploadOf } from '../../app/use-uploads.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { isOver } from '../../state/batch-state.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { useBatchActions } from './batch-actions.ts'
import { GatheringBanner } from './gathering-banner.tsx'
import { ArrivingBanner, UploadBanner } from '../upload/upload-banner.tsx'
import { HeldBanner } from './held-banner.tsx'
import { InterruptedBanner } from './interrupted-banner.tsx'

interface RunBannerProps {
  snapshot: BatchSnapshot
  /** Brings a file into the list. */
  onShow: (file: { seq: number; path: string }) => void
}

/** What holds the batch, and the way out; else what went wrong and was put right. */
export function RunBanner({ snapshot, onShow }: RunBannerProps) {
  const { state, interrupted, crashed, watch, gathering, arriving, batchId, counts } = snapshot
  const upload = useUploadOf(batchId)
  if (state === 'pausing') return <Pausing snapshot={snapshot} />
  if (state === 'needs-you') return <HeldBanner snapshot={snapshot} />
  if (interrupted) return <InterruptedBanner snapshot={snapshot} />
  if (upload && (arriving || isOver(snapshot))) return <UploadBanner snapshot={snapshot} upload={upload} />
  if (arriving) return <ArrivingBanner snapshot={snapshot} />
  if (watch !== undefined && gathering) return <GatheringBanner watch={watch} gathering={gathering} batch={batchId} />
  if (crashed) return <Crashed key={crashed.files} crashed={crashed} onShow={onShow} />
  return counts.unlisted ? <Unlisted files={counts.unlisted} /> : null
}

/** Why fewer files are listed than were counted. */
function Unlisted({ files }: { files: number }) {
  const { t, n } = useTexts()
  return (
    <Banner look="info" icon="history" title={t('history.unlisted', n(files))}>
      {t('history.unlistedWhy')}
    </Banner>
  )
}

function Pausing({ snapshot: { batchId, counts } }: { snapshot: BatchSnapshot }) {
  const { t, n } = useTexts()
  const open = useIsOpen()
  const actions = useBatchActions(batchId)
  return (
    <Banner
      look="info"
      icon="pause"
      title={t('run.pausingTitle', n(counts.running))}
      actions={
        <>
          <Button size="small" disabled={!open} onClick={actions.pauseNow}>
            {t('run.stopNow')}
          </Button>
          <Button size="small" disabled={!open} onClick={actions.resume}>
            {t('run.keepRunning')}
          </Button>
        </>
      }
    >
      {t('run.pausingWhy')}
    </Banner>
  )
}

type CrashedProps = Pick<RunBannerProps, 'onShow'> & { crashed: NonNullable<BatchSnapshot['crashed']> }

/** Until the person has read it, or another worker crashes. */
function Crashed({ crashed, onShow }: CrashedProps) {
  const { t, n } = useTexts()
  const open = useIsOpen()
  const [read, setRead] = useState(false)
  if (read) return null
  const { files, path } = crashed
  return (
    <Banner
      look="info"
      icon="shield"
      title={t('run.crashedTitle', n(files))}
      actions={
        <>
          <Button size="small" disabled={!open} onClick={() => onShow(crashed)}>
            {t('run.crashedShow')}
          </Button>
          <IconButton size="small" icon="x" label={t('frame.dismiss')} onClick={() => setRead(true)} />
        </>
      }
    >
      {t('run.crashedWhy', { ...n(files), name: nameOf(path) })}
    </Banner>
  )
}

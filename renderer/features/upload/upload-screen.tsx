import { useHost } from '../../app/use-host.ts'
import { useState } from 'react'
import { useStart } from '../../app/start-context.ts'
import { useToast } from '../../app/toasts.ts'
import { type LiveUpload, useLiveUploads, useUploads } from '../../app/uploads.ts'
import { goTo } from '../../app/use-route.ts'
import { faultAdvice } from '../../texts/fault-words.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Bar } from '../frame/bar.tsx'
import { RecipeTag } from '../run/recipe-tag.tsx'
import { UploadHead } from './upload-head.tsx'
import { UploadList } from './upload-list.tsx'
import '../run/run.css'
import './upload.css'

/** Files on their way to the engine; the run begins when they are there. */
export function UploadScreen({ drop }: { drop: string }) {
  const upload = useLiveUploads().get(drop)
  const { t } = useTexts()
  if (!upload) return <Bar title={t('frame.runs')} />
  return <Sending upload={upload} />
}

function Sending({ upload }: { upload: LiveUpload }) {
  const { order, progress } = upload
  return (
    <>
      <Bar title={shown(order.title)} beside={<RecipeTag title={order.recipeTitle} />}>
        <CancelUpload upload={upload} />
      </Bar>
      <UploadBanner upload={upload} />
      <UploadHead upload={upload} />
      <div className="split">
        <UploadList rows={progress.rows} />
        <Aside />
      </div>
    </>
  )
}

function CancelUpload({ upload: { drop } }: { upload: LiveUpload }) {
  const { t } = useTexts()
  const uploads = useUploads()
  const toast = useToast()
  const [going, setGoing] = useState(false)
  const cancel = () => {
    setGoing(true)
    void uploads.remove(drop).then(() => {
      toast({ text: t('upload.cancelled') })
      goTo({ screen: 'home' })
    })
  }
  return (
    <Button icon="x" aria-busy={going} disabled={going} onClick={cancel}>
      {t('upload.cancel')}
    </Button>
  )
}

function UploadBanner({ upload: { drop, progress } }: { upload: LiveUpload }) {
  const { t, n } = useTexts()
  const host = useHost()
  const { sendAgain, runArrived } = useStart()
  if (progress.state !== 'sending' && progress.failed > 0)
    return (
      <Banner
        look="warn"
        icon="alert"
        title={progress.state === 'stopped' ? t('upload.noRoom', { host }) : t('upload.failed', n(progress.failed))}
        actions={
          <>
            <Button size="small" icon="retry" onClick={() => sendAgain(drop)}>
              {t('upload.again')}
            </Button>
            <Button size="small" disabled={progress.arrived === 0} onClick={() => runArrived(drop)}>
              {t('upload.runRest', n(progress.arrived))}
            </Button>
          </>
        }
      >
        {firstFault(progress.rows)}
      </Banner>
    )
  if (progress.state === 'arrived') return <Banner look="info" icon="search" title={t('upload.planning')} />
  return (
    <Banner look="info" icon="ul" title={t('upload.tab')}>
      {progress.offline ? t('upload.waiting') : t('upload.why')}
    </Banner>
  )
}

function firstFault(rows: LiveUpload['progress']['rows']): string {
  const fault = rows.find((row) => row.fault)?.fault
  return fault ? faultAdvice(fault) : ''
}

function Aside() {
  const { t } = useTexts()
  const host = useHost()
  return (
    <aside className="insp" aria-label={t('inspector.label')}>
      <div className="card up-s">
        <div className="row g2 med">
          <Icon name="shield" size="s" />
          {t('upload.stays')}
        </div>
        <p className="sm t3">{t('upload.staysWhy', { host })}</p>
      </div>
    </aside>
  )
}

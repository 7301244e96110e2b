import { printRoute } from '../../app/route.ts'
import { type LiveUpload, useLiveUploads } from '../../app/uploads.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Mark } from '../../ui/mark.tsx'

export function SidebarUploads() {
  const { t } = useTexts()
  const uploads = [...useLiveUploads().values()]
  if (uploads.length === 0) return null
  return (
    <>
      <div className="side-h">{t('upload.speed')}</div>
      {uploads.map((upload) => (
        <Item key={upload.drop} upload={upload} />
      ))}
    </>
  )
}

function Item({ upload: { drop, order, progress } }: { upload: LiveUpload }) {
  const { t, format } = useTexts()
  const fraction = progress.totalBytes === 0 ? 1 : progress.sentBytes / progress.totalBytes
  const done = format.count(progress.arrived)
  return (
    <a className="side-w" href={printRoute({ screen: 'upload', drop })} title={order.title}>
      <Mark state={progress.state === 'sending' ? 'running' : 'paused'} fraction={fraction} />
      <span className="side-t">
        <b className="cut">{order.title}</b>
        <small>{t('frame.ofFiles', { ended: done, total: format.count(progress.rows.length) })}</small>
      </span>
      <span className="n">{format.percent(fraction)}</span>
    </a>
  )
}

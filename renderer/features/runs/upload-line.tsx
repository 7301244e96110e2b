import { useHost } from '../../app/use-host.ts'
import { printRoute } from '../../app/route.ts'
import type { LiveUpload } from '../../app/uploads.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { UploadBar } from '../upload/upload-bar.tsx'

export function UploadLine({ upload: { drop, order, progress } }: { upload: LiveUpload }) {
  const { t, format } = useTexts()
  const host = useHost()
  const facts = { done: format.count(progress.arrived), total: format.count(progress.rows.length) }
  return (
    <div className="rn" role="listitem">
      <Glyph name="ul" />
      <a className="a" href={printRoute({ screen: 'upload', drop })}>
        <b className="cut">{shown(order.title)}</b>
        <span className="sm t3 cut">{order.recipeTitle}</span>
      </a>
      <div className="md">
        <div className="col g1">
          <div className="row sm">
            <span className="t1">{t('upload.progress', facts)}</span>
          </div>
          <UploadBar progress={progress} title={order.title} />
          <div className="sm t3 cut">{t('runs.uploadLine', { host })}</div>
        </div>
      </div>
      <span />
    </div>
  )
}

import { useState } from 'react'
import type { PreviewFile, PreviewResult } from '../../../contract/preview-commands.ts'
import { useFace } from '../../app/face.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CompareHandle } from '../run/compare-handle.tsx'
import '../run/inspector.css'

const zooms = ['fit', '100', '200'] as const
type Zoom = (typeof zooms)[number]

/** The sample on the left of a line that can be moved, the result on its right; both in the result's size when looked at closely. */
export function PreviewPicture({ before, result }: { before: PreviewFile; result: PreviewResult }) {
  const { t } = useTexts()
  const { addresses } = useFace()
  const [x, setX] = useState(50)
  const [zoom, setZoom] = useState<Zoom>('fit')
  const style = styleOf({ before, result, x, zoom })
  const [left, right] = [before.picture, result.picture].map((name) => (name === null ? null : addresses.preview(name)))
  return (
    <div className="col g2">
      <div className={zoom === 'fit' ? 'pv-z' : 'pv-z is-near'} tabIndex={zoom === 'fit' ? undefined : 0}>
        <div className="cmp pv-c" style={style}>
          {left ? <img src={left} alt="" draggable={false} /> : null}
          {right ? (
            <div className="aft">
              <img src={right} alt="" draggable={false} data-preview={result.picture} />
            </div>
          ) : null}
          {left && right ? (
            <CompareHandle x={x} onMove={setX} onZoom={(times) => setZoom(times === 2 ? '200' : 'fit')} />
          ) : null}
          {left ? <span className="lb lb-l">{t('recipe.before')}</span> : null}
          {right ? <span className="lb lb-r">{t('recipe.after')}</span> : null}
        </div>
      </div>
      <Zooms zoom={zoom} onZoom={setZoom} />
    </div>
  )
}

function Zooms({ zoom, onZoom }: { zoom: Zoom; onZoom: (zoom: Zoom) => void }) {
  const { t } = useTexts()
  return (
    <div className="row g2 sm t2" role="group" aria-label={t('recipe.zoom')}>
      {zooms.map((each) => (
        <button key={each} type="button" className="chip" aria-pressed={zoom === each} onClick={() => onZoom(each)}>
          {each === 'fit' ? t('recipe.fit') : t('recipe.percent', { n: each })}
        </button>
      ))}
      <span className="grow" />
      <span className="hide-n">{t('recipe.drag')}</span>
    </div>
  )
}

interface Look {
  before: PreviewFile
  result: PreviewResult
  x: number
  zoom: Zoom
}

function styleOf({ before, result, x, zoom }: Look): React.CSSProperties {
  const widthPx = Number(result.facts['width'] ?? 0)
  const aspectRatio = shapeOf(result) ?? shapeOf(before) ?? '4 / 3'
  const near = zoom !== 'fit' && widthPx > 0 ? { width: (widthPx * Number(zoom)) / 100 } : {}
  return { ['--x' as string]: `${x}%`, aspectRatio, ...near }
}

function shapeOf({ facts }: PreviewFile): string | null {
  const { width, height } = facts
  return width && height ? `${width} / ${height}` : null
}

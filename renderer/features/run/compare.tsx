import { type PointerEvent, useState } from 'react'
import type { JobDetail } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { formatOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { CompareHandle } from './compare-handle.tsx'
import { isPicture } from './thumb.tsx'

const sizesPx = { 1: 1024, 2: 2048 }

/** The original on the left of a line that can be moved, the result on its right; at twice the size the pointer chooses the part that is seen. */
export function Compare({ batch, job }: { batch: string; job: JobDetail }) {
  const { addresses } = useFace()
  const { t, format } = useTexts()
  const [x, setX] = useState(50)
  const [zoom, setZoom] = useState<1 | 2>(1)
  const [at, setAt] = useState({ left: 50, top: 50 })
  const [missing, setMissing] = useState<'original' | 'result' | null>(null)
  if (!isPicture(job.path) || missing === 'original') return <NoPicture job={job} gone={missing !== null} />
  const picture = (part: 'original' | number) =>
    addresses.picture({ batch, seq: job.seq, part, version: job.sourceSha256 }, sizesPx[zoom])
  const [result] = job.outputs
  const look = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (zoom === 2)
      setAt({
        left: ((event.clientX - box.left) / box.width) * 100,
        top: ((event.clientY - box.top) / box.height) * 100,
      })
  }
  const style = { '--x': `${x}%`, '--zoom': zoom, '--at': `${at.left}% ${at.top}%` } as React.CSSProperties
  return (
    <div className="cmp" style={style} onPointerMove={look}>
      <img src={picture('original')} alt="" draggable={false} onError={() => setMissing('original')} />
      {result && job.state === 'done' && missing === null ? (
        <>
          <div className="aft">
            <img src={picture(0)} alt="" draggable={false} onError={() => setMissing('result')} />
          </div>
          <CompareHandle x={x} onMove={setX} onZoom={setZoom} />
          <span className="lb lb-l">{format.bytes(job.sizeBytes)}</span>
          <span className="lb lb-r">{format.bytes(result.bytes)}</span>
        </>
      ) : null}
      <button
        type="button"
        className="lb lb-z"
        aria-pressed={zoom === 2}
        aria-label={t('inspector.zoom')}
        onClick={() => setZoom(zoom === 1 ? 2 : 1)}
      >
        {format.percent(zoom)}
      </button>
    </div>
  )
}

/** What kind of file it is, where there is no picture of it, or not any more. */
function NoPicture({ job, gone }: { job: JobDetail; gone: boolean }) {
  const { t } = useTexts()
  const kind = formatOf(job.path)
  return (
    <div className="cmp cmp-n">
      <Icon name={isPicture(job.path) ? 'image' : 'doc'} size="l" />
      {kind === '' ? null : <b className="med">{kind}</b>}
      <span className="sm t2">{t(gone ? 'inspector.pictureGone' : 'inspector.noPicture')}</span>
    </div>
  )
}

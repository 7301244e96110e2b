import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { JobDetail } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const sizePx = 1024

/** The original on the left of a line that can be moved, the result on its right. */
export function Compare({ batch, job }: { batch: string; job: JobDetail }) {
  const { addresses } = useFace()
  const { format } = useTexts()
  const [x, setX] = useState(50)
  const [broken, setBroken] = useState(false)
  const version = job.sourceSha256
  const picture = (part: 'original' | number) => addresses.picture({ batch, seq: job.seq, part, version }, sizePx)
  const [result] = job.outputs
  if (broken) return null
  return (
    <div className="cmp" style={{ '--x': `${x}%` } as React.CSSProperties}>
      <img src={picture('original')} alt="" draggable={false} onError={() => setBroken(true)} />
      {result && job.state === 'done' ? (
        <>
          <div className="aft">
            <img src={picture(0)} alt="" draggable={false} />
          </div>
          <Handle x={x} onMove={setX} />
          <span className="lb lb-l">{format.bytes(job.sizeBytes)}</span>
          <span className="lb lb-r">{format.bytes(result.bytes)}</span>
        </>
      ) : null}
    </div>
  )
}

const keySteps: Record<string, (x: number, by: number) => number> = {
  ArrowLeft: (x, by) => x - by,
  ArrowDown: (x, by) => x - by,
  ArrowRight: (x, by) => x + by,
  ArrowUp: (x, by) => x + by,
  Home: () => 0,
  End: () => 100,
}

const cycle = [0, 50, 100]

function Handle({ x, onMove }: { x: number; onMove: (x: number) => void }) {
  const { t, format } = useTexts()
  const ref = useRef<HTMLDivElement>(null)
  const move = (to: number) => onMove(Math.max(0, Math.min(100, Math.round(to))))
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = ref.current?.parentElement?.getBoundingClientRect()
    if (box && event.buttons === 1) move(((event.clientX - box.left) / box.width) * 100)
  }
  const key = (event: KeyboardEvent) => {
    const next = keySteps[event.key]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    move(next(x, event.shiftKey ? 10 : 1))
  }
  return (
    <div
      ref={ref}
      className="hdl"
      role="slider"
      tabIndex={0}
      aria-label={t('inspector.compare')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={x}
      aria-valuetext={t('inspector.compareValue', { percent: format.percent(x / 100) })}
      onKeyDown={key}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onMove(cycle.find((stop) => stop > x) ?? 0)}
    >
      <Icon name="lr" />
    </div>
  )
}

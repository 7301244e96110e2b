import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

const keySteps: Record<string, (x: number, by: number) => number> = {
  ArrowLeft: (x, by) => x - by,
  ArrowDown: (x, by) => x - by,
  ArrowRight: (x, by) => x + by,
  ArrowUp: (x, by) => x + by,
  Home: () => 0,
  End: () => 100,
}

const cycle = [0, 50, 100]

interface HandleProps {
  /** How much of the width is before, in percent. */
  x: number
  onMove: (x: number) => void
  onZoom: (times: 1 | 2) => void
}

const zoomKeys: Record<string, 1 | 2> = { '+': 2, '=': 2, '-': 1 }

/** The line between before and after: dragged, or moved by keys; `+` and `-` look closer and not. */
export function CompareHandle({ x, onMove, onZoom }: HandleProps) {
  const { t, format } = useTexts()
  const ref = useRef<HTMLDivElement>(null)
  const move = (to: number) => onMove(Math.max(0, Math.min(100, Math.round(to))))
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = ref.current?.parentElement?.getBoundingClientRect()
    if (box && event.buttons === 1) move(((event.clientX - box.left) / box.width) * 100)
  }
  const key = (event: KeyboardEvent) => {
    const [next, times] = [keySteps[event.key], zoomKeys[event.key]]
    if (event.ctrlKey || event.metaKey || !(next || times)) return
    event.preventDefault()
    event.stopPropagation()
    if (next) move(next(x, event.shiftKey ? 10 : 1))
    if (times) onZoom(times)
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

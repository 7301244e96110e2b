import { useState } from 'react'

interface SliderProps {
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** How a value is shown and read out. */
  text: (value: number) => string
  /** Told once the person lets go. */
  onCommit: (value: number) => void
}

/** A number between two ends; arrow keys move it by one step. The drawing is ours, the control the browser's. */
export function Slider({ label, value, min, max, step = 1, text, onCommit }: SliderProps) {
  const [moving, setMoving] = useState<number | null>(null)
  const shown = moving ?? value
  const commit = () => {
    if (moving !== null && moving !== value) onCommit(moving)
    setMoving(null)
  }
  const share = max === min ? 1 : (shown - min) / (max - min)
  return (
    <div className="row g3 sl-r">
      <span className="sl" style={{ '--v': `${share * 100}%` } as React.CSSProperties}>
        <input
          type="range"
          aria-label={label}
          aria-valuetext={text(shown)}
          value={shown}
          min={min}
          max={max}
          step={step}
          onChange={(event) => setMoving(Number(event.target.value))}
          onPointerUp={commit}
          onKeyUp={commit}
          onBlur={commit}
        />
      </span>
      <span className="t2 sl-n">{text(shown)}</span>
    </div>
  )
}

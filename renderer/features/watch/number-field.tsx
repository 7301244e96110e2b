import { said } from '../../texts/said.ts'

interface NumberFieldProps {
  label: string
  value: number | null
  min: number
  max: number
  /** Shown while there is no number. */
  placeholder?: string
  unit?: string
  /** Null when the field was emptied. A number out of bounds is not told. */
  onChange: (value: number | null) => void
}

/** A short field for a number. */
export function NumberField({ label, value, min, max, placeholder = '', unit, onChange }: NumberFieldProps) {
  const read = (text: string) => {
    if (text === '') onChange(null)
    const next = Number(text)
    if (text !== '' && next >= min && next <= max) onChange(next)
  }
  return (
    <span className="field nf">
      <input
        type="number"
        inputMode="decimal"
        aria-label={label}
        defaultValue={value ?? ''}
        min={min}
        max={max}
        placeholder={placeholder}
        onChange={(event) => read(event.target.value)}
      />
      {unit ? <span className="unit">{said(unit)}</span> : null}
    </span>
  )
}

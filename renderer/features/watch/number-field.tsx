import type { ChangeEvent } from 'react'
import { said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'

interface NumberFieldProps {
  label: string
  value: number | null
  min: number
  max: number
  /** Whole numbers only. */
  whole?: true
  /** Shown while there is no number. */
  placeholder?: string
  unit?: string
  /** Null when the field was emptied. */
  onChange: (value: number | null) => void
  /** Something is written there that is no such number; told with what may be. */
  onWrong: (allowed: string) => void
}

/** A short field for a number. */
export function NumberField({ label, value, min, max, whole, placeholder = '', unit, ...on }: NumberFieldProps) {
  const { t, format } = useTexts()
  const bounds = { min: format.number(min), max: format.number(max) }
  const read = ({ target: { value: text, validity } }: ChangeEvent<HTMLInputElement>) => {
    if (!validity.valid) on.onWrong(t(whole ? 'watch.wholeBetween' : 'watch.between', bounds))
    else on.onChange(text === '' ? null : Number(text))
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
        step={whole ? 1 : 'any'}
        placeholder={placeholder}
        onChange={read}
      />
      {unit ? <span className="unit">{said(unit)}</span> : null}
    </span>
  )
}

import { type OptionField, plainAmount, stepOf, typedText } from '../../state/option-field.ts'
import { said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { ControlProps } from './option-control.tsx'
import { TypedField } from './typed-field.tsx'

/** A number: typed, and where it has few enough values also drawn along a line. */
export function NumberField({ field, ...props }: ControlProps & { field: Extract<OptionField, { kind: 'number' }> }) {
  const { t } = useTexts()
  const { id, label, schema, value, onChange } = props
  const current = typeof value === 'number' ? value : typeof schema.default === 'number' ? schema.default : undefined
  const { slides, min = 0, max = 0 } = field
  const typed = (
    <TypedField
      {...props}
      className="num"
      // What is no number stands there too: the error is about it, and it can be corrected.
      text={typedText(value ?? schema.default)}
      inputMode="decimal"
      read={(text) => (text.trim() === '' ? undefined : plainAmount(text))}
      {...(schema.unit ? { unit: schema.unit } : {})}
      placeholder={t('recipe.auto')}
    />
  )
  if (!slides) return typed
  const at = current ?? Math.round((min + max) / 2)
  return (
    <div className="row g3">
      <input
        type="range"
        className="re-sl"
        aria-label={label}
        aria-describedby={`${id}-help`}
        min={min}
        max={max}
        step={stepOf(field)}
        value={at}
        aria-valuetext={`${typedText(at)}${schema.unit ? ` ${said(schema.unit)}` : ''}`}
        style={{ '--v': `${((at - min) / (max - min)) * 100}%` } as React.CSSProperties}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      {typed}
    </div>
  )
}

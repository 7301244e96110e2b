import type { ControlProps } from './option-control.tsx'
import { TypedField } from './typed-field.tsx'

/** A colour as a recipe writes it, with the colour beside it. */
export function ColourField(props: ControlProps) {
  const { label, schema, value, onChange } = props
  const text = typeof value === 'string' ? value : typeof schema.default === 'string' ? schema.default : ''
  return (
    <div className="row g2">
      <input
        type="color"
        className="swatch"
        aria-label={label}
        value={hexOf(text)}
        onChange={(event) => onChange(event.target.value)}
      />
      <TypedField {...props} className="col-t" text={text} read={(typed) => typed.trim()} />
    </div>
  )
}

/** The browser's own chooser knows six digits only. */
function hexOf(text: string): string {
  const named: Record<string, string> = { black: '#000000', white: '#ffffff' }
  if (/^#[0-9a-f]{3,4}$/i.test(text)) return `#${text.slice(1, 4).replace(/./g, '$&$&')}`
  return /^#[0-9a-f]{6}/i.test(text) ? text.slice(0, 7).toLowerCase() : (named[text] ?? '#ffffff')
}

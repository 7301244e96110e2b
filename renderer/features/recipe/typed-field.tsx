import { useState } from 'react'
import { said } from '../../texts/said.ts'

interface TypedProps {
  id: string
  label: string
  /** What stands there now. */
  text: string
  read: (text: string) => unknown
  wrong: boolean
  /** Lines; one if left out. */
  rows?: number
  unit?: string
  placeholder?: string
  /** The keys a screen offers. */
  inputMode?: 'decimal'
  className?: string
  onChange: (value: unknown) => void
}

/** A field one types into. What was typed stays as typed while it has the focus, however the recipe writes it. */
export function TypedField({
  id,
  label,
  text,
  read,
  wrong,
  rows,
  unit,
  placeholder,
  inputMode,
  className = '',
  onChange,
}: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shared = {
    id,
    'aria-label': label,
    'aria-invalid': wrong,
    'aria-describedby': `${id}-help`,
    value: typed ?? text,
    placeholder,
    inputMode,
    spellCheck: false,
    onFocus: () => setTyped(text),
    onBlur: () => setTyped(null),
    onChange: (event: { target: { value: string } }) => {
      setTyped(event.target.value)
      onChange(read(event.target.value))
    },
  }
  return (
    <span className={`field ${wrong ? 'err' : ''} ${rows ? 'tall' : ''} ${className}`}>
      {rows ? <textarea rows={rows} {...shared} /> : <input {...shared} />}
      {unit ? <span className="unit">{said(unit)}</span> : null}
    </span>
  )
}

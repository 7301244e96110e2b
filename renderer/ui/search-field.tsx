import type { Ref } from 'react'
import { Icon } from './icon.tsx'

/** A search; Esc empties it first, and only then does what Esc does elsewhere. */
export function SearchField({
  label,
  value,
  onChange,
  className = '',
  ref,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  className?: string
  ref?: Ref<HTMLInputElement>
}) {
  return (
    <label className={`field search ${className}`}>
      <Icon name="search" size="s" />
      <input
        ref={ref}
        placeholder={label}
        aria-label={label}
        value={value}
        spellCheck={false}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || value === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
    </label>
  )
}

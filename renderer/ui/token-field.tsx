import { useState } from 'react'
import { isEntered } from './is-entered.ts'
import { Icon } from './icon.tsx'

interface TokenFieldProps {
  id?: string
  label: string
  /** How one is taken away, said of its text. */
  removeLabel: (token: string) => string
  tokens: readonly string[]
  placeholder?: string
  onChange: (tokens: string[]) => void
}

/** Several short texts. Enter, comma or leaving the field adds one, Backspace in the empty field takes the last away. */
export function TokenField({ id, label, removeLabel, tokens, placeholder = '', onChange }: TokenFieldProps) {
  const [text, setText] = useState('')
  const add = () => {
    const more = text.split(',').map((part) => part.trim())
    const fresh = more.filter((part, nth) => part !== '' && !tokens.includes(part) && more.indexOf(part) === nth)
    if (fresh.length > 0) onChange([...tokens, ...fresh])
    setText('')
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isEntered(event) || event.key === ',') {
      event.preventDefault()
      add()
    } else if (event.key === 'Backspace' && text === '') onChange(tokens.slice(0, -1))
  }
  return (
    <div className="field toks">
      {tokens.map((token) => (
        <span key={token} className="tok">
          {token}
          <button
            type="button"
            aria-label={removeLabel(token)}
            onClick={() => onChange(tokens.filter((other) => other !== token))}
          >
            <Icon name="x" size="s" />
          </button>
        </span>
      ))}
      <input
        id={id}
        aria-label={label}
        value={text}
        placeholder={tokens.length === 0 ? placeholder : ''}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
    </div>
  )
}

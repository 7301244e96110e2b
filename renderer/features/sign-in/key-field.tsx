import type { Ref } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'

interface KeyFieldProps {
  field: Ref<HTMLInputElement>
  text: string
  wrong: boolean
  onText: (text: string) => void
}

/** In dots, as a key is typed, and offered by whoever keeps keys. What is told of it stands under the id `key-message`. */
export function KeyField({ field, text, wrong, onText }: KeyFieldProps) {
  const { t } = useTexts()
  return (
    <span className={wrong ? 'field err grow' : 'field grow'}>
      <span className="t3">
        <Icon name="lock" size="s" />
      </span>
      <input
        ref={field}
        id="key"
        type="password"
        value={text}
        placeholder={t('signIn.placeholder')}
        autoComplete="current-password"
        spellCheck={false}
        autoFocus
        aria-invalid={wrong}
        aria-describedby="key-message"
        onChange={(event) => onText(event.target.value)}
      />
    </span>
  )
}

import { useRef, useState } from 'react'
import { keyIn, type SessionState, signIn } from '../../link/session.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyField } from './key-field.tsx'
import { useServerName } from './use-server-name.ts'

interface KeyFormProps {
  state: Exclude<SessionState, 'signed-in'>
  onState: (state: SessionState) => void
}

const signInMs = 15_000

/** Tries the key that is typed, and says why it was not let in. */
export function KeyForm({ state, onState }: KeyFormProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [trying, setTrying] = useState(false)
  const [isKeyless, setKeyless] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const key = keyIn(text)
    setKeyless(key === '' && text.trim() !== '')
    if (key === '' || trying) return
    setTrying(true)
    const next = await signIn(key, { signal: AbortSignal.timeout(signInMs) }).catch(() => 'no-answer' as const)
    setTrying(false)
    onState(next)
    // What is typed or pasted next takes its place: in dots nobody sees what is before it.
    field.current?.select()
  }
  const told = useMessage(state)
  const message = isKeyless ? t('signIn.noKey') : told
  return (
    <form
      className="col g2"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <label className="sm t2" htmlFor="key">
        {t('signIn.label')}
      </label>
      <div className="row g2">
        <KeyField field={field} text={text} wrong={message !== ''} onText={setText} />
        <Button type="submit" look="primary" size="large" aria-busy={trying}>
          {t('signIn.action')}
        </Button>
      </div>
      <span id="key-message" className="msg bad" role="alert">
        {message ? <Icon name="alert" size="s" /> : null}
        {message}
      </span>
    </form>
  )
}

function useMessage(state: KeyFormProps['state']): string {
  const { t } = useTexts()
  const host = useServerName()
  switch (state) {
    case 'wrong':
      return t('signIn.wrong')
    case 'slow-down':
      return t('signIn.slowDown')
    case 'no-answer':
      return t('signIn.noAnswer', { host })
    case 'signed-out':
      return ''
  }
}

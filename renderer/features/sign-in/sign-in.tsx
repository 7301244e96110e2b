import { type Ref, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prefer } from '../../app/preferences.ts'
import { isAddress } from '../../app/use-host.ts'
import { keyIn, type SessionState, signIn } from '../../link/session.ts'
import { type Language, languages, speak } from '../../texts/i18n.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import './sign-in.css'

interface SignInProps {
  state: Exclude<SessionState, 'signed-in'>
  /** Whether a session ended just now. */
  wasIn: boolean
  onState: (state: SessionState) => void
}

const command = 'millrace serve'
const signInMs = 15_000

/** One field for the key, and where to get one. */
export function SignIn({ state, wasIn, onState }: SignInProps) {
  const { t } = useTexts()
  const host = useServerName()
  return (
    <div className="sn">
      <main className="sb">
        <Glyph name="wheel" look="accent" size="large" />
        <h1>{t('signIn.title', { host })}</h1>
        <p className="t2">{wasIn ? t('signIn.signedOut') : t('signIn.lead', { host })}</p>
        <KeyForm state={state} onState={onState} />
        <h2 className="h3">{t('signIn.where')}</h2>
        <ol className="list hw">
          <Way icon="right" title={t('signIn.terminal', { host })} why={t('signIn.terminalWhy')} />
          <Way icon="rotate" title={t('signIn.again')} why={t('signIn.againWhy')}>
            <code className="tok">{command}</code>
            <IconButton
              icon="copy"
              size="small"
              label={t('signIn.copy', { command })}
              onClick={() => void copyText(command)}
            />
          </Way>
          <Way icon="globe" title={t('signIn.other')} why={t('signIn.otherWhy')} />
        </ol>
        <p className="msg t2">
          <span className="t3">
            <Icon name="info" size="s" />
          </span>
          {t('signIn.care', { host })}
        </p>
      </main>
      <footer className="xs t3 row">
        <span className="grow">{location.host}</span>
        <Languages />
      </footer>
    </div>
  )
}

/** The other languages, each in its own words. */
function Languages() {
  const { i18n } = useTranslation()
  const speakIt = (language: Language) => {
    prefer({ language })
    void speak(language)
  }
  return languages
    .filter(([language]) => language !== i18n.language)
    .map(([language, name], nth) => (
      // By its place: the button that was pressed stays, and with it the focus.
      <Button key={nth} size="small" look="quiet" lang={language} onClick={() => speakIt(language)}>
        {name}
      </Button>
    ))
}

function KeyForm({ state, onState }: Pick<SignInProps, 'state' | 'onState'>) {
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

interface FieldProps {
  field: Ref<HTMLInputElement>
  text: string
  wrong: boolean
  onText: (text: string) => void
}

function KeyField({ field, text, wrong, onText }: FieldProps) {
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

function useServerName(): string {
  const { t } = useTexts()
  return isAddress(location.hostname) ? t('frame.server') : location.hostname
}

function useMessage(state: SignInProps['state']): string {
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

function Way({
  icon,
  title,
  why,
  children,
}: {
  icon: IconName
  title: string
  why: string
  children?: React.ReactNode
}) {
  return (
    <li>
      <Glyph name={icon} size="small" />
      <div className="grow">
        <b className="med">{title}</b>
        <p className="sm t3">{why}</p>
      </div>
      {children}
    </li>
  )
}

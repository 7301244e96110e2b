import type { SessionState } from '../../link/session.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { KeyForm } from './key-form.tsx'
import { Languages } from './languages.tsx'
import { useServerName } from './use-server-name.ts'
import { WhereAKeyIs } from './where-a-key-is.tsx'
import './sign-in.css'

interface SignInProps {
  state: Exclude<SessionState, 'signed-in'>
  /** Whether a session ended just now. */
  wasIn: boolean
  onState: (state: SessionState) => void
}

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
        <WhereAKeyIs />
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

import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react'
import { App } from '../../app/app.tsx'
import type { Face } from '../../app/face.ts'
import { openServerFace } from '../../app/server-face.ts'
import { serverVersion, type SessionState, sessionState, signIn, takeKeyFromAddress } from '../../link/session.ts'
import { SignIn } from './sign-in.tsx'

/** Lets in who has the key: the screens for those, the sign-in page for everybody else. */
export function Door() {
  const [state, setState] = useState<SessionState | 'asking'>('asking')
  const [wasIn, setWasIn] = useState(false)
  const left = useCallback(() => setState('signed-out'), [])
  useLaterKeys(setState)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    knock(AbortSignal.any([signal, AbortSignal.timeout(knockMs)])).then(setState, () => {
      if (!signal.aborted) setState('no-answer')
    })
    return () => leaving.abort()
  }, [])
  const face = useServerFace(state === 'signed-in', left)
  if (face)
    return (
      <App
        face={face}
        refused={() => {
          setWasIn(true)
          left()
        }}
      />
    )
  if (state === 'asking' || state === 'signed-in') return null
  return <SignIn state={state} wasIn={wasIn} onState={setState} />
}

/** A link with a key may be opened where the page is shown already. Who is in stays in, whatever becomes of it. */
function useLaterKeys(onState: Dispatch<SetStateAction<SessionState | 'asking'>>): void {
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const tryIt = async () => {
      const key = takeKeyFromAddress()
      if (key === null) return
      const trying = signIn(key, { signal: AbortSignal.any([signal, AbortSignal.timeout(knockMs)]) })
      const next = await trying.catch(() => 'no-answer' as const)
      if (!signal.aborted) onState((before) => (before === 'signed-in' ? before : next))
    }
    const hear = () => void tryIt()
    addEventListener('hashchange', hear, { signal })
    return () => leaving.abort()
  }, [onState])
}

const knockMs = 15_000

/** A key in the address is used at once, and the address forgets it. */
async function knock(signal: AbortSignal): Promise<SessionState> {
  const key = takeKeyFromAddress()
  return key === null ? sessionState({ signal }) : signIn(key, { signal })
}

function useServerFace(open: boolean, left: () => void): Face | null {
  const [face, setFace] = useState<Face | null>(null)
  useEffect(() => {
    if (!open) return
    const leaving = new AbortController()
    let opened: (Face & Disposable) | undefined
    void serverVersion({ signal: leaving.signal }).then(
      (version) => {
        opened = openServerFace({ version, left })
        setFace(opened)
      },
      () => {},
    )
    return () => {
      leaving.abort()
      opened?.[Symbol.dispose]()
      setFace(null)
    }
  }, [open, left])
  return face
}

/** Whether this browser may speak with the server; `wrong` and `slow-down` only after a key was tried. */
export type SessionState = 'signed-in' | 'signed-out' | 'wrong' | 'slow-down' | 'no-answer'

/** Takes the key out of the address, so that it stays in no history and on no screen; null when there is none. */
export function takeKeyFromAddress(): string | null {
  const key = /^#token=(.+)$/.exec(location.hash)?.[1]
  if (key === undefined) return null
  history.replaceState(null, '', location.pathname + location.search)
  return decodeURIComponent(key)
}

/** The key in what a person pastes: the key itself, or the whole link. */
export function keyIn(text: string): string {
  return /#token=([^\s&]+)/.exec(text)?.[1] ?? text.trim()
}

export async function sessionState({ signal }: { signal: AbortSignal }): Promise<SessionState> {
  const answer = await asked('GET', { signal })
  return answer === null ? 'no-answer' : answer.ok ? 'signed-in' : 'signed-out'
}

/** The version of Millrace there; empty when it does not say. */
export async function serverVersion({ signal }: { signal: AbortSignal }): Promise<string> {
  const answer = await asked('GET', { signal })
  if (!answer?.ok) return ''
  const { version } = (await answer.json()) as { version?: unknown }
  return typeof version === 'string' ? version : ''
}

export async function signIn(key: string, { signal }: { signal: AbortSignal }): Promise<SessionState> {
  const answer = await asked('POST', { signal, body: JSON.stringify({ token: key }) })
  if (answer === null) return 'no-answer'
  return answer.ok ? 'signed-in' : answer.status === 429 ? 'slow-down' : 'wrong'
}

export async function signOut({ signal }: { signal: AbortSignal }): Promise<void> {
  await asked('DELETE', { signal })
}

/** Null when nobody answers. */
async function asked(method: string, init: { signal: AbortSignal; body?: string }): Promise<Response | null> {
  try {
    const headers: HeadersInit = init.body === undefined ? {} : { 'content-type': 'application/json' }
    return await fetch('/api/session', { ...init, method, headers })
  } catch (error) {
    init.signal.throwIfAborted()
    if (error instanceof TypeError) return null
    throw error
  }
}

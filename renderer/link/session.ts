/** Whether this browser may speak with the server; `wrong` and `slow-down` only after a key was tried. */
export type SessionState = 'signed-in' | 'signed-out' | 'wrong' | 'slow-down' | 'no-answer'

/** Takes the key out of the address, so that it stays in no history and on no screen; null when there is none. */
export function takeKeyFromAddress(): string | null {
  if (!/^#token=./.test(location.hash)) return null
  const key = keyIn(location.hash)
  history.replaceState(null, '', location.pathname + location.search)
  return key
}

/** The key in what a person pastes: the key itself, or the whole link; empty where it is a link without one. */
export function keyIn(text: string): string {
  const key = /#token=([^\s&]+)/.exec(text)?.[1]
  if (key !== undefined) return decoded(key)
  return /^\s*https?:\/\//i.test(text) ? '' : text.trim()
}

/** A link may have been cut in the middle of an escape: then it holds no key, and the server says so. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

export async function sessionState({ signal }: { signal: AbortSignal }): Promise<SessionState> {
  return stateAfterAsking(await asked('GET', { signal }))
}

/** Only a server that refuses this browser has signed it out: a proxy answers 502 while the server behind it starts again. */
export function stateAfterAsking(answer: Pick<Response, 'ok' | 'status'> | null): SessionState {
  if (answer?.ok) return 'signed-in'
  return answer?.status === 401 || answer?.status === 403 ? 'signed-out' : 'no-answer'
}

/** The version of Millrace there; empty when it does not say. */
export async function serverVersion({ signal }: { signal: AbortSignal }): Promise<string> {
  const answer = await asked('GET', { signal })
  if (!answer?.ok) return ''
  const { version } = (await answer.json().catch(() => ({}))) as { version?: unknown }
  signal.throwIfAborted()
  return typeof version === 'string' ? version : ''
}

export async function signIn(key: string, { signal }: { signal: AbortSignal }): Promise<SessionState> {
  return stateAfterTrying(await asked('POST', { signal, body: JSON.stringify({ token: key }) }))
}

/** The key was not tried where nobody answers, or somebody before the server does. */
export function stateAfterTrying(answer: Pick<Response, 'ok' | 'status'> | null): SessionState {
  if (answer === null || answer.status >= 500) return 'no-answer'
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

import type { Served } from './served.ts'

export interface SignedIn {
  /** Of every request of this browser. */
  headers: { cookie: string; origin: string }
  signOut: () => Promise<void>
}

/** Somebody who has signed in as a browser does, with the token of this start. */
export async function signedIn({ server }: Pick<Served, 'server'>): Promise<SignedIn> {
  const address = new URL('/api/session', server.url)
  const { origin } = address
  const type = { 'content-type': 'application/json' }
  const body = JSON.stringify({ token: server.token })
  const answer = await fetch(address, { method: 'POST', headers: { ...type, origin }, body })
  const headers = { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', origin }
  return { headers, signOut: async () => void (await fetch(address, { method: 'DELETE', headers })) }
}

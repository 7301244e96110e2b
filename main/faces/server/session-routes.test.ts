import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../async/clock.ts'
import { Access } from './access.ts'
import { newHttp } from './new-http.ts'
import { SessionCookie } from './session-cookie.ts'
import { addSessionRoutes } from './session-routes.ts'

/** What a browser is told to keep when somebody signs in from a page of this origin. */
async function kept(origin: string): Promise<string[]> {
  const app = newHttp()
  const access = new Access(systemClock)
  addSessionRoutes(app, { access, cookie: () => new SessionCookie(80) })
  const payload = { token: access.token }
  const { headers } = await app.inject({ method: 'POST', url: '/api/session', headers: { origin }, payload })
  return String(headers['set-cookie']).split('; ').slice(1)
}

test('a session that began by HTTPS, through a proxy, never travels in the clear', async () => {
  assert.deepEqual(await kept('https://mill.example'), ['Path=/', 'HttpOnly', 'SameSite=Strict', 'Secure'])
})

test('without HTTPS a browser would not keep what may only travel by it', async () => {
  assert.deepEqual(await kept('http://127.0.0.1:80'), ['Path=/', 'HttpOnly', 'SameSite=Strict'])
})

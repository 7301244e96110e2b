import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../async/clock.ts'
import { Access } from './access.ts'
import { admitOnlyOwn } from './admission.ts'
import { newHttp } from './new-http.ts'
import { SessionCookie } from './session-cookie.ts'

const host = '127.0.0.1'

/** A server with one route behind the session, one that is open, and a page. */
function served() {
  const app = newHttp()
  const access = new Access(systemClock)
  const listening = () => ({ host, port: 80, names: [] })
  admitOnlyOwn(app, { access, listening, cookie: () => new SessionCookie(80) })
  app.get('/api/batches/:batch', async () => 'private')
  app.get('/api/open', { config: { open: true } }, async () => 'open')
  app.get('/*', async () => 'page')
  const statusOf = async (url: string, headers = {}) =>
    (await app.inject({ method: 'GET', url, headers: { host, ...headers } })).statusCode
  return { access, statusOf }
}

test('whoever has not signed in gets nothing behind the session, however the address is written', async () => {
  const { statusOf } = served()
  const addresses = ['/api/batches/1', '/%61pi/batches/1', '/a%70i/%62atches/1', '/api/none', '/api', '/api?x=1']
  for (const address of addresses) assert.equal(await statusOf(address), 401, address)
})

test('pages and what is open are answered to anybody, and the rest to whoever has the token', async () => {
  const { access, statusOf } = served()
  const authorization = `Bearer ${access.token}`
  assert.equal(await statusOf('/'), 200)
  assert.equal(await statusOf('/api/open'), 200)
  assert.equal(await statusOf('/api/batches/1', { authorization }), 200)
  assert.equal(await statusOf('/%61pi/batches/1', { authorization }), 200)
})

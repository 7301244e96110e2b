import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { test, type TestContext } from 'node:test'
import { systemClock } from '../../async/clock.ts'
import { Access } from './access.ts'
import { admitOnlyOwn } from './admit-only-own.ts'
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

/** Sends a request whose body never ends, a byte at a time; answers with what came back when the connection is over. */
async function trickled(port: number, head: string): Promise<string> {
  const socket = connect(port, host)
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
  socket.on('error', () => {})
  const over = new Promise((resolve) => socket.once('close', resolve))
  const headers = [`Host: ${host}:${port}`, 'Content-Type: application/octet-stream', 'Content-Length: 10000']
  socket.write([head, ...headers, '\r\n'].join('\r\n'))
  const drops = setInterval(() => socket.write('x'), 10)
  await over
  clearInterval(drops)
  return answer
}

async function listening(t: TestContext) {
  const app = newHttp()
  t.after(() => app.close())
  const access = new Access(systemClock)
  let port = 0
  const own = () => ({ host, port, names: [] })
  admitOnlyOwn(app, { access, listening: own, cookie: () => new SessionCookie(port), bodyMostMs: 200 })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)
  app.post('/api/open', { config: { open: true } }, async () => 'open')
  app.post('/api/closed', async () => 'closed')
  await app.listen({ host, port: 0 })
  port = (app.server.address() as AddressInfo).port
  return port
}

test('a body that does not come to its end holds no connection, whoever sends it', { timeout: 30_000 }, async (t) => {
  const port = await listening(t)
  assert.equal(await trickled(port, 'POST /api/open HTTP/1.1'), '')
  assert.match(await trickled(port, 'POST /api/closed HTTP/1.1'), /^HTTP\/1\.1 401/)
})

test('whoever is refused in the middle of sending is heard out, and hears why', { timeout: 30_000 }, async (t) => {
  const port = await listening(t)
  const socket = connect(port, host)
  t.after(() => socket.destroy())
  const body = Buffer.alloc(8 << 20)
  const head = ['POST /api/closed HTTP/1.1', `Host: ${host}:${port}`, 'Content-Type: application/octet-stream']
  const request = [...head, `Content-Length: ${body.length}`, '\r\n'].join('\r\n')
  let answer = ''
  socket.on('data', (part) => (answer += String(part)))
  for (let round = 0; round < 5; round += 1) {
    answer = ''
    socket.write(request)
    socket.write(body)
    // It may come in parts.
    while (!/\r\n\r\n.*\}$/s.test(answer)) await once(socket, 'data')
    assert.match(answer, /^HTTP\/1\.1 401[^]*Nobody has signed in/)
  }
})

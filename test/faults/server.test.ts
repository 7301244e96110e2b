import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs'
import { get, request } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runToEnd } from './kit/program.ts'
import { Sandbox } from './kit/sandbox.ts'
import { answerTo, serve, type ServedProgram } from './kit/served-program.ts'

const json = { 'content-type': 'application/json' }

function asked(
  { url, token }: ServedProgram,
  path: string,
  { headers = {}, bearer = token, ...init }: RequestInit & { bearer?: string; headers?: Record<string, string> } = {},
) {
  return fetch(new URL(path, url), { ...init, headers: { authorization: `Bearer ${bearer}`, ...headers } })
}

/** Status of a request whose `Host` is not what `fetch` would say. */
function statusFor({ url, token }: ServedProgram, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { headers: { authorization: `Bearer ${token}`, ...headers } }
    get(new URL('/api/session', url), options, (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
  })
}

test('whoever has no right to is refused, and the server goes on', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const { url, token } = server
  assert.equal((await asked(server, '/api/session')).status, 200)
  for (const bearer of ['', 'x'.repeat(token.length), `${token}x`, token.slice(1)])
    assert.equal((await asked(server, '/api/session', { bearer })).status, 401)
  assert.equal((await fetch(new URL('/api/session', url))).status, 401)
  for (const host of ['evil.example', `evil.example:${url.port}`, '127.0.0.1.evil.example', 'localhost.evil.example'])
    assert.equal(await statusFor(server, { host }), 403, host)
  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example', 'http://127.0.0.1:1']) {
    const answer = await asked(server, '/api/session', {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain' },
      body: '{}',
    })
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [403, null], origin)
  }
  assert.equal((await asked(server, '/api/session')).status, 200)
})

test('the WebSocket opens for a signed-in page of this server only', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const { url, token } = server
  const handshake = (headers: Record<string, string>) => {
    const all = {
      Host: url.host,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    return answerTo(server, `GET /ws HTTP/1.1\r\n${lines.join('')}\r\n`)
  }
  const Authorization = `Bearer ${token}`
  assert.match(await handshake({ Authorization }), /^HTTP\/1.1 101 /)
  assert.match(await handshake({ Authorization, Origin: url.origin }), /^HTTP\/1.1 101 /)
  assert.match(await handshake({}), /^HTTP\/1.1 401 /)
  assert.match(await handshake({ Authorization, Origin: 'https://evil.example' }), /^HTTP\/1.1 403 /)
  assert.match(await handshake({ Authorization, Host: 'evil.example' }), /^HTTP\/1.1 403 /)
  // Whoever is refused leaves nothing open: there would be no room for anybody soon, and the server could not end.
  for (let tries = 0; tries < 300; tries++) await handshake({})
  assert.match(await handshake({ Authorization }), /^HTTP\/1.1 101 /)
  process.kill(server.pid, 'SIGTERM')
  assert.equal(await server.ended, 143)
})

test('no address leads to a file that is not for it', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const ways = [
    '../../../../etc/passwd',
    '..%2f..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '..%5c..%5cetc%5cpasswd',
    '%252e%252e%252fetc%252fpasswd',
    '/etc/passwd',
    '%2fetc%2fpasswd',
    'x%00.png',
    '....//....//etc/passwd',
  ]
  const bases = ['/', '/assets/', '/api/batches/last/results/0/', '/api/batches/', '/api/thumb/', '/api/uploads/']
  for (const way of ways.flatMap((path) => bases.map((base) => base + path))) {
    const answer = await answerTo(
      server,
      `GET ${way} HTTP/1.1\r\nHost: ${server.url.host}\r\nAuthorization: Bearer ${server.token}\r\nConnection: close\r\n\r\n`,
    )
    assert.match(answer, /^HTTP\/1.1 [24]/, way)
    assert.doesNotMatch(answer, /root:.*:0:0:/, way)
  }
})

test('what is too much is refused at once, and nothing in a page can run', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const head = `Host: ${server.url.host}\r\nAuthorization: Bearer ${server.token}\r\n`
  const huge = `POST /api/uploads HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 99999999999999\r\n\r\nx`
  assert.match(await answerTo(server, huge), /^HTTP\/1.1 413 /)
  assert.match(await answerTo(server, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(200_000)}\r\n\r\n`), /^HTTP\/1.1 4/)
  assert.match(await answerTo(server, 'nonsense\r\n\r\n'), /^HTTP\/1.1 400 /)
  const deep = await asked(server, '/api/session', { method: 'POST', headers: json, body: '['.repeat(50_000) })
  assert.equal(deep.status, 400)
  const polluting = await asked(server, '/api/uploads', {
    method: 'POST',
    headers: json,
    body: '{"__proto__":{"x":1}}',
  })
  assert.equal(polluting.status, 400)
  const page = await fetch(server.url)
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.match(policy, /^default-src 'none'; script-src 'self';/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
  assert.ok(!(await page.text()).includes(server.token))
})

test('guessing the token is slowed down, a session can be ended', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  const signIn = (token: string) =>
    fetch(new URL('/api/session', server.url), { method: 'POST', headers: json, body: JSON.stringify({ token }) })
  const good = await signIn(server.token)
  const [cookie = ''] = (good.headers.get('set-cookie') ?? '').split(';')
  assert.match(good.headers.get('set-cookie') ?? '', /; Path=\/; HttpOnly; SameSite=Strict$/)
  const mine = () => fetch(new URL('/api/session', server.url), { headers: { cookie } })
  assert.equal((await mine()).status, 200)
  const statuses = new Set<number>()
  for (let tries = 0; tries < 25; tries++) statuses.add((await signIn('guess')).status)
  assert.deepEqual([...statuses], [401, 429])
  await fetch(new URL('/api/session', server.url), { method: 'DELETE', headers: { cookie } })
  assert.equal((await mine()).status, 401)
})

test('an upload goes on after kill -9 of the server, and nothing of it is run before it is whole', async () => {
  using sandbox = new Sandbox()
  const bytes = Buffer.alloc(3_000_000, 'millrace')
  let id = ''
  {
    await using server = await serve(sandbox)
    const body = JSON.stringify({ drop: 'drop-0001', path: 'a.bin', sizeBytes: bytes.length, modifiedMs: 0, key: 'k' })
    id = (
      (await (await asked(server, '/api/uploads', { method: 'POST', headers: json, body })).json()) as { id: string }
    ).id
    const sending = request(new URL(`/api/uploads/${id}?offset=0`, server.url), {
      method: 'PATCH',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${server.token}`,
        'content-length': bytes.length,
      },
    })
    sending.on('error', () => {})
    sending.write(bytes.subarray(0, 1_000_000))
    while ((await offsetOf(server, id)) < 1_000_000);
    process.kill(server.pid, 'SIGKILL')
    await server.ended
  }
  await using server = await serve(sandbox)
  assert.deepEqual(readdirSync(join(sandbox.state, 'uploads', 'files')), [])
  const offset = await offsetOf(server, id)
  assert.ok(offset >= 1_000_000 && offset < bytes.length)
  const answer = await asked(server, `/api/uploads/${id}?offset=${offset}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes.subarray(offset),
  })
  const { file } = (await answer.json()) as { file: string }
  assert.deepEqual(readFileSync(file), bytes)
})

async function offsetOf(server: ServedProgram, id: string): Promise<number> {
  return ((await (await asked(server, `/api/uploads/${id}`)).json()) as { offset: number }).offset
}

test('asked to end, it finishes the files in hand and says goodbye with the exit code for it', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  writeFileSync(join(sandbox.in, 'a.txt'), 'a')
  process.kill(server.pid, 'SIGTERM')
  assert.equal(await server.ended, 143)
  assert.match(server.said(), /Finishing the files in hand/)
  await using again = await serve(sandbox)
  assert.notEqual(again.token, server.token)
})

test('a port that is taken is named, and a second server waits for the first', async () => {
  using sandbox = new Sandbox()
  await using server = await serve(sandbox)
  using other = new Sandbox()
  const refused = await runToEnd(other, { args: ['serve', '--port', server.url.port] })
  assert.equal(refused.code, 2)
  assert.match(refused.err, /Another program listens there/)
  const waiting = await runToEnd(sandbox, {
    args: ['serve', '--port', '0'],
    wrap: ['timeout', '--preserve-status', '12'],
  })
  assert.match(waiting.err, /is using .*Waiting a minute for it to end/)
})

test('the browser is shown the way without the token standing in the arguments of a process', async () => {
  using sandbox = new Sandbox()
  const seen = join(sandbox.root, 'seen')
  writeFileSync(join(sandbox.home, 'xdg-open'), `#!/bin/sh\necho "$@" > ${seen}.part; mv ${seen}.part ${seen}\n`, {
    mode: 0o755,
  })
  const env = { PATH: `${sandbox.home}:${process.env['PATH']}` }
  await using server = await serve(sandbox, { words: ['--open'], env })
  const watching = watch(sandbox.root)
  while (!existsSync(seen)) await once(watching, 'change')
  watching.close()
  const url = readFileSync(seen, 'utf8').trim()
  assert.match(url, /^file:\/\/\/.*\.html$/)
  const page = fileURLToPath(url)
  assert.equal(statSync(page).mode & 0o777, 0o600)
  assert.ok(readFileSync(page, 'utf8').includes(`${server.url.href}#token=${server.token}`))
})

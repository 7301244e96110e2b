import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { served } from '../testing/served.ts'

const sentBytes = 8 * 2 ** 20

test('a sender whose piece is refused in the middle can send it to its end, since only then it listens', async () => {
  await using place = await served()
  const { server } = place
  const wanted = { drop: 'drop-0001', path: 'a.bin', sizeBytes: 10, modifiedMs: 0, key: '' }
  const headers = { 'content-type': 'application/json' }
  const begun = await place.fetch('/api/uploads', { method: 'POST', headers, body: JSON.stringify(wanted) })
  const { id } = (await begun.json()) as { id: string }

  const { hostname, port, host } = new URL(server.url)
  const signal = AbortSignal.timeout(20_000)
  const socket = connect({ host: hostname, port: Number(port) })
  using _ = { [Symbol.dispose]: () => socket.destroy() }
  const answered = once(socket, 'data', { signal })
  const lines = ['Content-Type: application/octet-stream', 'Transfer-Encoding: chunked']
  const head = [`PATCH /api/uploads/${id}?offset=0 HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${server.token}`]
  socket.write([...head, ...lines, '', `${sentBytes.toString(16)}\r\n`].join('\r\n'))
  const sent = new Promise((resolve) => socket.write(Buffer.alloc(sentBytes), resolve))
  assert.match(String((await answered)[0]), /^HTTP\/1\.1 413 /)
  await Promise.race([sent, once(socket, 'error', { signal })])
  assert.equal(socket.writableLength, 0, 'all of it was read')
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { served } from '../testing/served.ts'
import { appendTo } from './append.ts'

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

/** Every write to it finds the disk full. */
const full = '/dev/full'

test('of what finds the disk full the rest can still be read', {
  skip: !existsSync(full) && `needs ${full}`,
}, async () => {
  const signal = AbortSignal.timeout(20_000)
  const bytes = Readable.from([Buffer.from('first'), Buffer.from('second')])
  const appended = appendTo(full, { bytes, lengthBytes: 11, offset: 0 }, { mostBytes: 11, signal })
  await assert.rejects(appended, { code: 'disk-full' })
  const ended = once(bytes, 'end', { signal })
  const rest: Buffer[] = []
  bytes.on('data', (chunk: Buffer) => rest.push(chunk))
  await ended
  assert.equal(Buffer.concat(rest).toString(), 'second')
})

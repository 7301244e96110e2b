import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import { read } from './upload-door.ts'

const { signal } = new AbortController()

test('an answer of the server is read, and so is a fault it tells', async () => {
  assert.deepEqual(await read(Response.json({ offset: 5 }), signal), { offset: 5 })
  assert.deepEqual(await read(Response.json({ offset: 7 }, { status: 409 }), signal), { offset: 7 })
  assert.equal(await read(new Response(null, { status: 204 }), signal), undefined)
  const full = new Fault('disk-full', { subject: 'a.png' }).toWire()
  await assert.rejects(read(Response.json(full, { status: 507 }), signal), { code: 'disk-full' })
})

test('an upload that is refused since its name is taken is a fault, though a wrong offset has the same status', async () => {
  const taken = new Fault('name-taken', { subject: 'a.jpg', why: 'Another file of this drop has its name.' }).toWire()
  await assert.rejects(read(Response.json(taken, { status: 409 }), signal), { code: 'name-taken' })
})

test('what a proxy says while the server starts again may pass', async () => {
  const page = new Response('<html>502 Bad Gateway</html>', { status: 502 })
  await assert.rejects(read(page, signal), { code: 'no-connection' })
  await assert.rejects(read(new Response('{"offset":', { status: 200 }), signal), { code: 'no-connection' })
  for (const told of [{ code: 14, message: 'no healthy upstream' }, { error: 'Bad Gateway' }, null])
    await assert.rejects(read(Response.json(told, { status: 503 }), signal), { code: 'no-connection' })
})

test('no file is taken to have arrived since a sign-in page before the server says that all is well', async () => {
  for (const told of [{ status: 'ok' }, {}, null, 'ok'])
    await assert.rejects(read(Response.json(told), signal), { code: 'no-connection' })
  const begun = { drop: 'drop-0001', folder: '/files/drop-0001', batch: {} }
  assert.deepEqual(await read(Response.json(begun), signal), begun)
})

test('a proxy that takes no such piece is not asked for ever', async () => {
  const page = new Response('<html>413 Request Entity Too Large</html>', { status: 413 })
  await assert.rejects(read(page, signal), { code: 'too-large' })
})

test('giving up while an answer comes is no fault of the line', async () => {
  const leaving = new AbortController()
  leaving.abort()
  await assert.rejects(read(new Response('{'), leaving.signal), { name: 'AbortError' })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { askRoutes } from './app-api.ts'

/** Routes with one endless file, which tells when it is let go of. */
async function endless(answering: () => void = () => {}) {
  const file = new Readable({ read: () => void file.push('bytes'), highWaterMark: 1 })
  const routes = fastify()
  routes.get('/file', (_, reply) => {
    answering()
    return reply.send(file)
  })
  await routes.ready()
  return { routes, closed: once(file, 'close', { signal: AbortSignal.timeout(10_000) }) }
}

test('a file that a page no longer wants is let go of while it is read', async () => {
  const { routes, closed } = await endless()
  const gone = new AbortController()
  const answer = await askRoutes(routes, new Request('app://millrace/file', { signal: gone.signal }))
  const reader = answer.body?.getReader()
  assert.equal((await reader?.read())?.done, false)
  gone.abort()
  await closed
})

test('a file is let go of when a page reads no further, too', async () => {
  const { routes, closed } = await endless()
  const answer = await askRoutes(routes, new Request('app://millrace/file'))
  await answer.body?.cancel()
  await closed
})

test('a file that a page no longer wanted before there was an answer is let go of too', async () => {
  const gone = new AbortController()
  const { routes, closed } = await endless(() => gone.abort())
  const answer = await askRoutes(routes, new Request('app://millrace/file', { signal: gone.signal }))
  assert.equal(answer.body, null)
  await closed
})

test('what is read to its end comes whole', async () => {
  const routes = fastify()
  routes.get('/file', (_, reply) => reply.send(Readable.from([Buffer.alloc(300_000, 'a'), Buffer.from('end')])))
  const text = await (await askRoutes(routes, new Request('app://millrace/file'))).text()
  assert.deepEqual([text.length, text.slice(-3)], [300_003, 'end'])
})

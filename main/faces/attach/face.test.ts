import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Client } from '../../../contract/client.ts'
import { contractVersion } from '../../../contract/contract-version.ts'
import { Face } from './face.ts'

test('a face that does not read its answers is not heard either, until it does', async () => {
  const room = Promise.withResolvers<void>()
  const sent: unknown[] = []
  const face = new Face({
    wire: { send: (message) => sent.push(message) < 2, drained: () => room.promise, end: () => {} },
    client: {} as Client,
    announcing: async () => ({ reply: null, events: (async function* () {})() }),
    signal: AbortSignal.timeout(60_000),
  })
  const ask = (id: number, method: string, params = {}) =>
    face.hear(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
  await ask(1, 'hello', { contractVersion })
  // The second answer fills it.
  await ask(2, 'events.stop')
  await new Promise((resolve) => setImmediate(resolve))
  let isHeard = false
  const heard = ask(3, 'events.stop').then(() => (isHeard = true))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(isHeard, false)
  room.resolve()
  await heard
  assert.equal(sent.length, 3)
})

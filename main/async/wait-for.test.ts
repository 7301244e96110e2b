import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitFor } from './wait-for.ts'

test('what is waited for is handed on, and a wait that is given up ends with the reason, before or in the middle', async () => {
  const giveUp = new AbortController()
  const { signal } = giveUp
  assert.equal(await waitFor(Promise.resolve(1), { signal }), 1)
  await assert.rejects(waitFor(Promise.reject(new Error('gone')), { signal }), /gone/)
  const never = new Promise<never>(() => {})
  const waits = waitFor(never, { signal })
  giveUp.abort(new Error('enough'))
  await assert.rejects(waits, /enough/)
  await assert.rejects(waitFor(never, { signal }), /enough/)
})

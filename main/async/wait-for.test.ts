import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
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

test('what fails after it was given up is nobody’s fault any more', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  const late = Promise.withResolvers<never>()
  await assert.rejects(waitFor(late.promise, { signal }), /enough/)
  late.reject(new Error('too late'))
  // Whatever nobody has heard of is told of now, and fails this test.
  await setImmediate()
})

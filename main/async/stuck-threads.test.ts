import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endThread, leaveThread, stuckThreads } from './stuck-threads.ts'
import { VirtualClock } from './virtual-clock.ts'

test('a thread that does not end is left when its time is up, and counts until it does', async () => {
  const clock = new VirtualClock()
  const gone = Promise.withResolvers<number>()
  let isHeld = true
  const thread = { terminate: () => gone.promise, unref: () => void (isHeld = false) }
  const left = endThread(thread, { clock, timeoutMs: 1_000 })
  await clock.advance(999)
  assert.equal(isHeld, true)
  await clock.advance(1)
  await left
  assert.deepEqual([isHeld, stuckThreads.count], [false, 1])
  gone.resolve(0)
  await gone.promise
  await Promise.resolve()
  assert.equal(stuckThreads.count, 0)
  await endThread({ terminate: async () => 0, unref: () => assert.fail() }, { clock, timeoutMs: 1_000 })
  assert.equal(clock.pendingTimers, 0)
})

test('a thread that ends with an error after it was left is gone like any other', async () => {
  const gone = Promise.withResolvers<never>()
  leaveThread({ unref: () => {} }, gone.promise)
  assert.equal(stuckThreads.count, 1)
  gone.reject(new Error('out of memory'))
  await assert.rejects(gone.promise)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(stuckThreads.count, 0)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextDelayMs, type RetryOptions, retry } from './backoff.ts'
import { VirtualClock } from './virtual-clock.ts'

function setting(more: Partial<RetryOptions> = {}) {
  const clock = new VirtualClock()
  const options = {
    signal: new AbortController().signal,
    attempts: 5,
    baseMs: 10,
    capMs: 100,
    clock,
    retryable: () => true,
    ...more,
  }
  return { clock, options }
}

test('pauses are never below the base, above the cap, or above three times the one before', () => {
  const ms = fc.integer({ min: 0, max: 100_000 })
  const property = fc.property(ms, ms, fc.integer(), (baseMs, moreMs, seed) => {
    const options = { baseMs, capMs: baseMs + moreMs, clock: new VirtualClock({ seed }) }
    let previousMs = baseMs
    for (let n = 0; n < 20; n++) {
      const delayMs = nextDelayMs(previousMs, options)
      assert.ok(delayMs >= baseMs && delayMs <= options.capMs && delayMs <= Math.max(baseMs, previousMs * 3))
      previousMs = delayMs
    }
  })
  fc.assert(property)
})

test('it is called at most `attempts` times, and the last error is the one that counts', async () => {
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(10), async (attempts, failures) => {
    const { clock, options } = setting({ attempts })
    const calls: number[] = []
    const outcome = retry(async (attempt) => {
      calls.push(attempt)
      if (attempt <= failures) throw attempt
      return 'done'
    }, options).catch((error: unknown) => error)
    await clock.advance(attempts * options.capMs)
    assert.equal(await outcome, failures < attempts ? 'done' : attempts)
    assert.deepEqual(
      calls,
      Array.from({ length: Math.min(attempts, failures + 1) }, (_, n) => n + 1),
    )
  })
  await fc.assert(property)
})

test('an error that is not retryable ends it at once', async () => {
  const { options } = setting({ retryable: (error) => error !== 'fatal' })
  await assert.rejects(
    retry(() => Promise.reject('fatal'), options),
    (error) => error === 'fatal',
  )
})

test('it never retries sooner than asked, and tells of each pause', async () => {
  const told: number[] = []
  const { clock, options } = setting({
    attempts: 2,
    retryAfterMs: () => 5000,
    onRetry: ({ delayMs }) => void told.push(delayMs),
  })
  const startedMs: number[] = []
  const outcome = retry(async () => {
    startedMs.push(clock.monotonicMs())
    if (startedMs.length === 1) throw 'busy'
  }, options)
  await clock.advance(5000)
  await outcome
  assert.deepEqual(startedMs, [0, 5000])
  assert.deepEqual(told, [5000])
})

test('aborting ends a pause at once, and an attempt aborted in the middle is not repeated', async () => {
  const cancel = new AbortController()
  const { clock, options } = setting({ signal: cancel.signal })
  const paused = retry(() => Promise.reject('busy'), options)
  await clock.advance(0)
  assert.equal(clock.pendingTimers, 1)
  cancel.abort('enough')
  await assert.rejects(paused, (error) => error === 'enough')
  assert.equal(clock.pendingTimers, 0)

  const inAttempt = new AbortController()
  let calls = 0
  const attempt = async () => {
    calls++
    inAttempt.abort('stop')
    throw 'broken off'
  }
  const { options: others } = setting({ signal: inAttempt.signal, retryable: () => false })
  await assert.rejects(retry(attempt, others), (error) => error === 'stop')
  assert.equal(calls, 1)
})

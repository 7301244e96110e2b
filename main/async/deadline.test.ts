import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { DeadlineError, withDeadline } from './deadline.ts'
import { StallError, StallTimer } from './stall-timer.ts'
import { VirtualClock } from './virtual-clock.ts'

function setting() {
  const clock = new VirtualClock()
  const cancel = new AbortController()
  return { clock, cancel, options: { signal: cancel.signal, timeoutMs: 100, clock, what: 'the probe' } }
}

test('what ends in time answers for itself, and leaves neither timer nor listener', async () => {
  const { clock, cancel, options } = setting()
  assert.equal(await withDeadline(async () => 'done', options), 'done')
  await assert.rejects(
    withDeadline(() => Promise.reject('broken'), options),
    (error) => error === 'broken',
  )
  const throwing = (): never => {
    throw 'at once'
  }
  await assert.rejects(withDeadline(throwing, options), (error) => error === 'at once')
  assert.equal(clock.pendingTimers, 0)
  assert.equal(getEventListeners(cancel.signal, 'abort').length, 0)
})

test('when the time is up it rejects, even if nobody listens to the signal', async () => {
  const { clock, options } = setting()
  const told: unknown[] = []
  const slow = withDeadline((signal) => {
    signal.addEventListener('abort', () => told.push(signal.reason))
    return new Promise<never>(() => {})
  }, options)
  const rejected = assert.rejects(
    slow,
    (error) => error instanceof DeadlineError && error.what === 'the probe' && error.timeoutMs === 100,
  )
  await clock.advance(99)
  assert.equal(told.length, 0)
  await clock.advance(1)
  await rejected
  assert.ok(told[0] instanceof DeadlineError)
})

test('aborting from outside is passed on with its reason', async () => {
  const { clock, cancel, options } = setting()
  const told: unknown[] = []
  const pending = withDeadline((signal) => {
    signal.addEventListener('abort', () => told.push(signal.reason))
    return new Promise<never>(() => {})
  }, options)
  cancel.abort('enough')
  await assert.rejects(pending, (error) => error === 'enough')
  assert.deepEqual(told, ['enough'])
  assert.equal(clock.pendingTimers, 0)
  await assert.rejects(
    withDeadline(async () => assert.fail('called'), options),
    (error) => error === 'enough',
  )
})

test('whoever aborts from outside and throws in one breath leaves no rejection unhandled', async () => {
  const { cancel, options } = setting()
  const throwing = (): never => {
    cancel.abort('enough')
    throw 'at once'
  }
  await assert.rejects(withDeadline(throwing, options), (error) => error === 'at once')
})

test('a stall timer aborts only after the whole time without a kick', async () => {
  const clock = new VirtualClock()
  using stall = new StallTimer({ stallMs: 100, clock })
  for (let n = 0; n < 5; n++) {
    await clock.advance(99)
    stall.kick()
  }
  await clock.advance(99)
  assert.equal(stall.signal.aborted, false)
  await clock.advance(1)
  assert.ok(stall.signal.reason instanceof StallError)
})

test('while nothing runs, as in the sleep of a computer, nothing stalls', async () => {
  const clock = new VirtualClock()
  using stall = new StallTimer({ stallMs: 100, clock })
  await clock.advance(60)
  await clock.oversleep(3_600_000)
  await clock.advance(29)
  assert.equal(stall.signal.aborted, false)
  await clock.advance(1)
  assert.equal(stall.signal.aborted, true)
})

for (const [what, share, abortsMs] of [
  ['waits for something that does not come is ended in time', 0.01, 100],
  ['turns in a circle on a core of its own is ended in time', 1, 100],
  ['turns in a circle on several cores is ended in time', 3, 100],
  ['has a quarter of a core is given four times as long', 0.25, 400],
] as const)
  test(`who ${what}`, async () => {
    const clock = new VirtualClock()
    using stall = new StallTimer({ stallMs: 100, clock, workedMs: () => clock.monotonicMs() * share })
    await clock.advance(abortsMs - 1)
    assert.equal(stall.signal.aborted, false)
    await clock.advance(4)
    assert.equal(stall.signal.aborted, true)
  })

test('a stall timer that is disposed never aborts', async () => {
  const clock = new VirtualClock()
  const stall = new StallTimer({ stallMs: 100, clock })
  await clock.advance(50)
  stall.kick()
  await clock.advance(60)
  stall[Symbol.dispose]()
  await clock.advance(1000)
  assert.equal(stall.signal.aborted, false)
  assert.equal(clock.pendingTimers, 0)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import { WatchLeases } from './watch-leases.ts'

const minuteMs = 60_000
const heartbeatMs = 10_000

/** Leases that note what they end. */
function leased(end: (watch: string) => Promise<void> = async () => {}) {
  const clock = new VirtualClock()
  const ended: string[] = []
  const leases = new WatchLeases({
    clock,
    async end(watch) {
      ended.push(watch)
      await end(watch)
      leases.drop(watch)
    },
  })
  return { clock, ended, leases }
}

test('a watch that nobody has asked for in more than a minute ends, once, and one that is asked for lives', async () => {
  const { clock, ended, leases } = leased()
  using _ = leases
  leases.begin('left')
  leases.begin('asked for')
  for (let ms = 0; ms < 3 * minuteMs; ms += heartbeatMs) {
    assert.deepEqual(ended, ms <= minuteMs ? [] : ['left'])
    leases.renew('asked for')
    await clock.advance(heartbeatMs)
  }
})

test('a watch outlives a halt of the program, in which nobody can ask for it', async () => {
  const { clock, ended, leases } = leased()
  using _ = leases
  leases.begin('in')
  await clock.advance(heartbeatMs / 2)
  await clock.oversleep(10 * minuteMs)
  leases.renew('in')
  await clock.advance(minuteMs)
  assert.deepEqual(ended, [])
  await clock.advance(heartbeatMs)
  assert.deepEqual(ended, ['in'])
})

test('an end that takes long is asked for once', async () => {
  const held = Promise.withResolvers<void>()
  const { clock, ended, leases } = leased(() => held.promise)
  using _ = leases
  leases.begin('in')
  await clock.advance(5 * minuteMs)
  assert.deepEqual(ended, ['in'])
  held.resolve()
  await clock.advance(5 * minuteMs)
  assert.deepEqual(ended, ['in'])
})

test('a watch that is asked for again while another ends lives', async () => {
  const held = Promise.withResolvers<void>()
  const { clock, ended, leases } = leased(() => held.promise)
  using _ = leases
  leases.begin('first')
  leases.begin('second')
  await clock.advance(2 * minuteMs)
  leases.renew('second')
  held.resolve()
  await clock.advance(heartbeatMs)
  assert.deepEqual(ended, ['first'])
})

test('a watch that cannot be ended is given up', async () => {
  const { clock, ended, leases } = leased(() => Promise.reject(new Error('The disk is gone.')))
  using _ = leases
  leases.begin('in')
  await clock.advance(5 * minuteMs)
  assert.deepEqual(ended, ['in'])
})

test('nothing waits after the leases were disposed, also while an end was under way', async () => {
  const held = Promise.withResolvers<void>()
  const { clock, leases } = leased(() => held.promise)
  leases.begin('in')
  await clock.advance(2 * minuteMs)
  leases[Symbol.dispose]()
  held.resolve()
  await clock.advance(0)
  assert.equal(clock.pendingTimers, 0)
})

import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { epochMsOf, systemClock } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

const { signal } = new AbortController()

test('a sleep ends by itself and leaves no listener', async () => {
  const startMs = systemClock.monotonicMs()
  await systemClock.sleep(2, { signal })
  assert.ok(systemClock.monotonicMs() - startMs >= 1)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('an aborted sleep rejects with the reason at once', async () => {
  const cancel = new AbortController()
  const asleep = systemClock.sleep(60_000, cancel)
  cancel.abort('enough')
  await assert.rejects(asleep, (reason) => reason === 'enough')
  await assert.rejects(systemClock.sleep(60_000, cancel), (reason) => reason === 'enough')
})

test('a timer beyond what Node can count does not fire early, and can be taken back', async () => {
  let fired = 0
  using _month = systemClock.after(31 * 86_400_000, () => fired++)
  using _never = systemClock.after(Infinity, () => fired++)
  await systemClock.sleep(5, { signal })
  assert.equal(fired, 0)
})

test('the virtual clock calls what falls due in order of time, then of setting, and shows that time meanwhile', async () => {
  const clock = new VirtualClock()
  const calls: [string, number][] = []
  const note = (name: string) => () => void calls.push([name, clock.monotonicMs()])
  clock.after(20, note('c'))
  clock.after(10, () => {
    note('a')()
    clock.after(0, note('b'))
  })
  clock.after(20, note('d'))
  clock.after(21, note('late'))
  clock.after(5, note('taken back'))[Symbol.dispose]()
  await clock.advance(20)
  assert.deepEqual(calls, [
    ['a', 10],
    ['b', 10],
    ['c', 20],
    ['d', 20],
  ])
  assert.equal(clock.pendingTimers, 1)
})

test('sleeps in a row all end within one advance', async () => {
  const clock = new VirtualClock()
  const woken: number[] = []
  const walk = async () => {
    for (let step = 0; step < 3; step++) {
      await clock.sleep(10, { signal })
      woken.push(clock.monotonicMs())
    }
  }
  const walked = walk()
  await clock.advance(30)
  await walked
  assert.deepEqual(woken, [10, 20, 30])
})

test('an age stays right when the wall clock jumps', async () => {
  const clock = new VirtualClock({ epochMs: 1_000_000 })
  const startedMs = clock.monotonicMs()
  await clock.advance(500)
  clock.jumpWallClock(-900_000)
  assert.equal(clock.nowMs() - epochMsOf(clock, startedMs), 500)
})

test('virtual dice fall the same way for the same seed, always from 0 to below 1', () => {
  const throws = (seed: number) => {
    const clock = new VirtualClock({ seed })
    return Array.from({ length: 1000 }, () => clock.random())
  }
  assert.deepEqual(throws(7), throws(7))
  assert.notDeepEqual(throws(7), throws(8))
  assert.ok(throws(7).every((value) => value >= 0 && value < 1))
})

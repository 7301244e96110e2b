import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { systemClock } from './clock.ts'
import { LoopDelay } from './loop-delay.ts'
import { WeightedSemaphore } from './semaphore.ts'
import { VirtualClock } from './virtual-clock.ts'
import { Watchdog } from './watchdog.ts'

const { signal } = new AbortController()

test('operations under way for long are named, longest first, until they end', async () => {
  const clock = new VirtualClock({ epochMs: 0 })
  using watchdog = new Watchdog({ clock, slowMs: 100 })
  const copy = watchdog.addOperations(() => [{ what: 'copy', who: 'job 1', startedMs: 20 }])
  watchdog.addOperations(() => [
    { what: 'look', who: 'job 3', startedMs: 60 },
    { what: 'hash', who: 'job 2', startedMs: 0 },
  ])
  await clock.advance(120)
  const { slow } = watchdog.report()
  assert.deepEqual(slow, [
    { what: 'hash', who: 'job 2', sinceMs: 0, ms: 120 },
    { what: 'copy', who: 'job 1', sinceMs: 20, ms: 100 },
  ])
  copy[Symbol.dispose]()
  assert.deepEqual(
    watchdog.report().slow.map(({ what }) => what),
    ['hash'],
  )
})

test('a report asks every source who waits, and lists the longest wait first', async () => {
  const clock = new VirtualClock({ epochMs: 0 })
  using watchdog = new Watchdog({ clock, slowMs: 100 })
  const [disks, cpus] = ['disk', 'cpu'].map((name) => new WeightedSemaphore({ budgets: { [name]: 0 }, clock })) as [
    WeightedSemaphore,
    WeightedSemaphore,
  ]
  watchdog.addSource(() => disks.waiting())
  const source = watchdog.addSource(() => cpus.waiting())
  void cpus.acquire({ cpu: 1 }, { signal, who: 'first' })
  await clock.advance(5)
  void disks.acquire({ disk: 1 }, { signal, who: 'second' })
  const who = () => watchdog.report().waiting.map(({ who, what, sinceMs }) => `${who}: ${what}, ${sinceMs}`)
  assert.deepEqual(who(), ['first: cpu 1, 0', 'second: disk 1, 5'])
  source[Symbol.dispose]()
  assert.deepEqual(who(), ['second: disk 1, 5'])
})

test('holding up the event loop shows, and the longest time is remembered beyond its window', async () => {
  const clock = new VirtualClock()
  using delay = new LoopDelay({ clock })
  await ticks(delay)
  const untilMs = systemClock.monotonicMs() + 60
  while (systemClock.monotonicMs() < untilMs);
  await ticks(delay)
  await clock.advance(60_000)
  const held = delay.read()
  assert.ok(held.max >= 40 && held.p99 >= held.p50 && held.longest === held.max, JSON.stringify(held))
  assert.equal(delay.samples, 0)
  await ticks(delay)
  assert.ok(delay.read().longest >= held.longest)
})

/** Until the monitor has ticked anew: turns of the loop, not a time. */
async function ticks(delay: LoopDelay): Promise<void> {
  for (const before = delay.samples; delay.samples < before + 2; ) await turn()
}

import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { onAbort } from './abort-listener.ts'
import { BoundedQueue } from './bounded-queue.ts'
import { systemClock } from './clock.ts'
import { withDeadline } from './deadline.ts'
import { KeyedLock } from './keyed-lock.ts'
import { WeightedSemaphore } from './semaphore.ts'

test('those who listen are called in order of asking, those who stopped are not', () => {
  const cancel = new AbortController()
  const calls: number[] = []
  const note = (n: number) => () => void calls.push(n)
  onAbort(cancel.signal, note(1))
  const second = onAbort(cancel.signal, () => calls.push(2))
  onAbort(cancel.signal, note(3))
  second[Symbol.dispose]()
  second[Symbol.dispose]()
  cancel.abort()
  assert.deepEqual(calls, [1, 3])
})

test('a listener can take back another one during the abort', () => {
  const cancel = new AbortController()
  let called = false
  onAbort(cancel.signal, () => other[Symbol.dispose]())
  const other = onAbort(cancel.signal, () => {
    called = true
  })
  cancel.abort()
  assert.equal(called, false)
})

test('10,000 waits on one long-lived signal share one listener and leave none', async () => {
  const { signal } = new AbortController()
  const listeners = () => getEventListeners(signal, 'abort').length
  const who = 'test'
  const permits = new WeightedSemaphore({ budgets: { cpu: 1 }, clock: systemClock })
  const locks = new KeyedLock({ clock: systemClock })
  const queue = new BoundedQueue<number>({ capacity: 1 })
  const waits: Record<string, (n: number) => Promise<unknown>> = {
    semaphore: async () => (await permits.acquire({ cpu: 1 }, { signal, who }))[Symbol.dispose](),
    lock: async () => (await locks.lock({ write: ['key'] }, { signal, who }))[Symbol.dispose](),
    put: (n) => queue.put(n, { signal }),
    take: () => queue.take({ signal }),
    sleep: () => systemClock.sleep(0, { signal }),
    deadline: () => withDeadline(async () => {}, { signal, timeoutMs: 1000, clock: systemClock, what: 'nothing' }),
  }
  const starts = Object.values(waits)
  const all = Array.from({ length: 12_000 }, async (_, n) => starts[n % starts.length]?.(n))
  assert.equal(listeners(), 1)
  await Promise.all(all)
  assert.equal(listeners(), 0)
})

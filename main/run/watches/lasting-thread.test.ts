import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { WatchOrder } from '../../intake/watch/messages.ts'
import type { ThreadListener, WatchThread } from '../../intake/watch/watch-thread.ts'
import { LastingThread } from './lasting-thread.ts'

function lasting(order: () => Promise<WatchOrder> = async () => ({}) as WatchOrder) {
  const clock = new VirtualClock()
  const threads: ThreadListener[] = []
  const troubles: unknown[] = []
  const ended: number[] = []
  const open = (_: WatchOrder, listener: ThreadListener) => {
    const nth = threads.push(listener) - 1
    return { [Symbol.asyncDispose]: async () => void ended.push(nth) } as unknown as WatchThread
  }
  const listener = { ask: async () => [], take: () => {}, tell: () => {} }
  const onTrouble = (error: unknown) => void troubles.push(error)
  const kept = new LastingThread({ clock, order, listener, onBegin: () => {}, onTrouble, open })
  return { kept, clock, threads, troubles, ended }
}

test('a thread that ends has another in its place a little later', async () => {
  const { kept, clock, threads, troubles } = lasting()
  await kept.begin()
  threads[0]?.failed(new Error('gone'))
  assert.deepEqual(troubles, [new Error('gone')])
  await clock.advance(2_000)
  assert.equal(threads.length, 2)
})

test('what keeps the next one from beginning is told, and it is tried again', async () => {
  const orders = [async () => ({}) as WatchOrder, () => Promise.reject(new Error('not now'))]
  const { kept, clock, threads, troubles } = lasting(() => (orders.shift() ?? (async () => ({}) as WatchOrder))())
  await kept.begin()
  threads[0]?.failed(new Error('gone'))
  await clock.advance(4_000)
  assert.deepEqual(troubles, [new Error('gone'), new Error('not now')])
  assert.equal(threads.length, 2)
})

test('one that is to begin anew has ended before the other begins, which is one alone', async () => {
  const { kept, clock, threads, ended } = lasting()
  await kept.begin()
  threads[0]?.failed(new Error('gone'))
  await kept.beginAnew()
  await clock.advance(10_000)
  assert.deepEqual([threads.length, ended, clock.pendingTimers], [2, [0], 0])
  await kept[Symbol.asyncDispose]()
  await kept.beginAnew()
  assert.equal(threads.length, 2)
})

test('one that is about to begin anyway gives way to the one that is to begin anew', async () => {
  const given = [Promise.resolve(), Promise.withResolvers<void>(), Promise.resolve()]
  const { kept, clock, threads, ended } = lasting(async () => {
    const next = given.shift()
    await (next && 'promise' in next ? next.promise : next)
    return {} as WatchOrder
  })
  const late = given[1] as PromiseWithResolvers<void>
  await kept.begin()
  threads[0]?.failed(new Error('gone'))
  await clock.advance(2_000)
  await kept.beginAnew()
  late.resolve()
  await clock.advance(0)
  await kept[Symbol.asyncDispose]()
  assert.deepEqual([threads.length, ended], [2, [0, 1]])
})

test('once disposed no thread begins any more, be one on its way or fail late', async () => {
  const order = Promise.withResolvers<WatchOrder>()
  const { kept, clock, threads, ended } = lasting(() => order.promise)
  const begun = kept.begin()
  await kept[Symbol.asyncDispose]()
  order.resolve({} as WatchOrder)
  await begun
  assert.equal(threads.length, 0)
  const late = lasting()
  await late.kept.begin()
  await late.kept[Symbol.asyncDispose]()
  late.threads[0]?.failed(new Error('late'))
  await late.clock.advance(10_000)
  assert.deepEqual([late.threads.length, late.ended, clock.pendingTimers], [1, [0], 0])
  assert.deepEqual(ended, [])
})

test('a thread is silent when it has said nothing for twenty seconds', async () => {
  const { kept, clock, threads } = lasting()
  await kept.begin()
  await clock.advance(20_001)
  assert.ok(kept.isSilent)
  threads[0]?.tell({} as Parameters<ThreadListener['tell']>[0])
  assert.ok(!kept.isSilent)
})

test('an order that cannot be made is of no account once another thread has begun', async () => {
  const late = Promise.withResolvers<WatchOrder>()
  const given = [Promise.resolve({} as WatchOrder), late.promise]
  const { kept, clock, threads, ended } = lasting(() => given.shift() ?? Promise.resolve({} as WatchOrder))
  await kept.begin()
  threads[0]?.failed(new Error('gone'))
  await clock.advance(2_000)
  await kept.beginAnew()
  late.reject(new Error('not then'))
  await clock.advance(10_000)
  await kept[Symbol.asyncDispose]()
  assert.deepEqual([threads.length, ended], [2, [0, 1]])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as settled } from 'node:timers/promises'
import fc from 'fast-check'
import { KeyedLock, type LockKeys } from './keyed-lock.ts'
import { VirtualClock } from './virtual-clock.ts'

const { signal } = new AbortController()
const clock = new VirtualClock()

const keyNames = ['a', 'b', 'c', 'd']
const someKeys = fc.uniqueArray(fc.constantFrom(...keyNames), { maxLength: 3 })
const keysArbitrary = fc.record({ read: someKeys, write: someKeys })
type Keys = Required<LockKeys>

function conflict(one: Keys, other: Keys): boolean {
  const touches = (writer: Keys, any: Keys) =>
    writer.write.some((key) => any.write.includes(key) || any.read.includes(key))
  return touches(one, other) || touches(other, one)
}

const stepArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('lock' as const), keys: keysArbitrary }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('release' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('abort' as const), pick: fc.nat() }) },
)

test('whatever is locked, released and aborted: granted are exactly those whom nobody who came earlier stands against', async () => {
  const property = fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 40, size: 'max' }), async (steps) => {
    const locks = new KeyedLock({ clock })
    const alive = new Map<number, Keys>()
    const granted = new Map<number, Disposable>()
    const cancels = new Map<number, AbortController>()
    for (const [id, step] of steps.entries()) {
      if (step.act === 'lock') {
        const cancel = new AbortController()
        alive.set(id, step.keys)
        cancels.set(id, cancel)
        const locked = locks.lock(step.keys, { signal: cancel.signal, who: `${id}` })
        locked.then((lock) => granted.set(id, lock)).catch(() => {})
      } else {
        const among = [...alive.keys()].filter((id) => granted.has(id) === (step.act === 'release'))
        const id = among[step.pick % among.length]
        if (id === undefined) continue
        if (step.act === 'release') granted.get(id)?.[Symbol.dispose]()
        else cancels.get(id)?.abort()
        alive.delete(id)
        granted.delete(id)
      }
      await settled()
      const living = [...alive]
      const free = living.filter(([, keys], at) => living.slice(0, at).every(([, earlier]) => !conflict(keys, earlier)))
      assert.deepEqual(new Set(granted.keys()), new Set(free.map(([id]) => id)))
      assert.equal(locks.waiting().length + locks.held().length, alive.size)
      assert.equal(locks.size, new Set(living.flatMap(([, keys]) => [...keys.read, ...keys.write])).size)
    }
  })
  await fc.assert(property, { numRuns: 300 })
})

test('random jobs under random aborts exclude each other, all come to an end, and leave no key behind', async () => {
  const job = fc.record({ keys: keysArbitrary, ticks: fc.nat(3), abortAfter: fc.option(fc.nat(6)) })
  const property = fc.asyncProperty(fc.array(job, { maxLength: 40, size: 'max' }), async (jobs) => {
    const locks = new KeyedLock({ clock })
    const inside = new Set<Keys>()
    const work = async (keys: Keys, ticks: number, signal: AbortSignal) => {
      using _lock = await locks.lock(keys, { signal, who: 'job' })
      for (const other of inside) assert.ok(!conflict(keys, other))
      inside.add(keys)
      for (let tick = 0; tick < ticks; tick++) await settled()
      inside.delete(keys)
    }
    const outcomes = jobs.map(async ({ keys, ticks, abortAfter }) => {
      const cancel = new AbortController()
      const done = work(keys, ticks, cancel.signal).catch((error: unknown) => assert.equal(error, cancel.signal.reason))
      for (let tick = 0; tick < (abortAfter ?? 0); tick++) await settled()
      if (abortAfter !== null) cancel.abort()
      await done
    })
    await Promise.all(outcomes)
    assert.equal(locks.size, 0)
  })
  await fc.assert(property, { numRuns: 50 })
})

test('readers share, and a waiting writer is not starved by readers who came later', async () => {
  const locks = new KeyedLock({ clock })
  const order: string[] = []
  const ask = async (who: string, keys: LockKeys) => {
    const lock = await locks.lock(keys, { signal, who })
    order.push(who)
    return lock
  }
  const [one, two] = await Promise.all([ask('reader 1', { read: ['k'] }), ask('reader 2', { read: ['k'] })])
  const writer = ask('writer', { write: ['k'] })
  const late = ask('late reader', { read: ['k'] })
  one[Symbol.dispose]()
  one[Symbol.dispose]()
  await settled()
  assert.deepEqual(order, ['reader 1', 'reader 2'])
  two[Symbol.dispose]()
  ;(await writer)[Symbol.dispose]()
  await late
  assert.deepEqual(order, ['reader 1', 'reader 2', 'writer', 'late reader'])
})

test('a key asked for both ways is written; an aborted signal locks nothing', async () => {
  const locks = new KeyedLock({ clock })
  using _lock = await locks.lock({ read: ['k', 'k'], write: ['k'] }, { signal, who: 'both' })
  assert.deepEqual(
    locks.held().map(({ what }) => what),
    ['write k'],
  )
  await assert.rejects(locks.lock({ read: ['x'] }, { signal: AbortSignal.abort('no'), who: 'late' }), (e) => e === 'no')
  assert.equal(locks.size, 1)
})

test('a waiting list names who waits, since when, and only for the keys still missing', async () => {
  const clock = new VirtualClock({ epochMs: 0 })
  const locks = new KeyedLock({ clock })
  using _first = await locks.lock({ write: ['/a'] }, { signal, who: 'first' })
  await clock.advance(10)
  void locks.lock({ read: ['/a'], write: ['/b'] }, { signal, who: 'second' })
  await clock.advance(10)
  assert.deepEqual(locks.waiting(), [{ who: 'second', what: 'read /a', sinceMs: 10 }])
})

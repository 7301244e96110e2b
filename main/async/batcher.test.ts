import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Batcher, type Settled } from './batcher.ts'
import { ClosedError } from './closed-error.ts'
import { VirtualClock } from './virtual-clock.ts'

interface Item {
  id: number
  weight: number
  addedMs: number
  /** As long as all others, where it does not say. */
  waitMs: number | undefined
  fails: boolean
}

/** One group as `run` got it. */
interface Run {
  items: Item[]
  startMs: number
  endMs: number
}

const limits = fc.record({
  maxItems: fc.integer({ min: 1, max: 5 }),
  maxWeight: fc.integer({ min: 1, max: 8 }),
  maxWaitMs: fc.nat(10),
  concurrency: fc.integer({ min: 1, max: 3 }),
})
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('add' as const),
      weight: fc.nat(9),
      waitMs: fc.option(fc.nat(15), { nil: undefined }),
      fails: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('advance' as const), ms: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('flush' as const) }) },
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never
type Limits = typeof limits extends fc.Arbitrary<infer L> ? L : never

/** Plays the steps; groups take up to 12 ms, and every fifth throws. Gives the groups that ran and what became of each item. */
async function play(limits: Limits, steps: Step[]): Promise<{ added: Item[]; runs: Run[]; outcomes: unknown[] }> {
  const clock = new VirtualClock()
  const [added, runs]: [Item[], Run[]] = [[], []]
  const { signal } = new AbortController()
  const run = async (items: Item[]): Promise<Settled<number>[]> => {
    const startMs = clock.monotonicMs()
    const [takesMs, throws] = [clock.random() * 12, runs.length % 5 === 4]
    runs.push({ items, startMs, endMs: startMs + takesMs })
    await clock.sleep(takesMs, { signal })
    if (throws) throw 'group failed'
    return items.map(({ id, fails }) => (fails ? { ok: false, error: `${id} failed` } : { ok: true, value: id }))
  }
  const batcher = new Batcher({ ...limits, clock, run, weightOf: (item) => item.weight })
  const outcomes: Promise<unknown>[] = []
  for (const step of steps) {
    if (step.act === 'advance') await clock.advance(step.ms)
    else if (step.act === 'flush') batcher.flush()
    else {
      const item = {
        id: added.length,
        weight: step.weight,
        addedMs: clock.monotonicMs(),
        waitMs: step.waitMs,
        fails: step.fails,
      }
      added.push(item)
      outcomes.push(
        batcher.add(item, step.waitMs === undefined ? {} : { maxWaitMs: step.waitMs }).catch((error: unknown) => error),
      )
    }
  }
  const ended = batcher[Symbol.asyncDispose]()
  await clock.advance(12 * (steps.length + 1))
  await ended
  return { added, runs, outcomes: await Promise.all(outcomes) }
}

test('every item runs once, in order, within limits of size, weight and turns, in time, and gets its own outcome', async () => {
  const property = fc.asyncProperty(
    limits,
    fc.array(stepArbitrary, { maxLength: 60, size: 'max' }),
    async (limits, steps) => {
      const { added, runs, outcomes } = await play(limits, steps)
      assert.deepEqual(
        runs.flatMap(({ items }) => items),
        added,
      )
      const ends = new Set(runs.map(({ endMs }) => endMs))
      for (const [n, { items, startMs, endMs }] of runs.entries()) {
        assert.ok(items.length <= limits.maxItems)
        assert.ok(items.length === 1 || items.reduce((sum, { weight }) => sum + weight, 0) <= limits.maxWeight)
        const beside = runs.slice(0, n).filter((other) => other.endMs > startMs)
        assert.ok(beside.length < limits.concurrency)
        const dueMs = Math.min(...items.map(({ addedMs, waitMs = limits.maxWaitMs }) => addedMs + waitMs))
        assert.ok(startMs <= dueMs || ends.has(startMs), 'late, and no turn had just come free')
        assert.ok(endMs >= startMs)
        for (const { id, fails } of items) {
          assert.equal(outcomes[id], n % 5 === 4 ? 'group failed' : fails ? `${id} failed` : id)
        }
      }
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

/** A batcher whose runs end when the test says so. */
function byHand(options: { maxItems: number; maxWaitMs: number; concurrency: number }) {
  const clock = new VirtualClock()
  const runs: { items: number[]; end: () => void }[] = []
  const run = (items: number[]) => {
    const ended = Promise.withResolvers<Settled<number>[]>()
    runs.push({ items, end: () => ended.resolve(items.map((value) => ({ ok: true, value }))) })
    return ended.promise
  }
  return { clock, runs, batcher: new Batcher({ ...options, clock, run }) }
}

test('a group leaves when full, else when its first item has waited long enough, and not a moment sooner', async () => {
  const { clock, runs, batcher } = byHand({ maxItems: 3, maxWaitMs: 10, concurrency: 9 })
  for (const item of [1, 2, 3, 4]) void batcher.add(item)
  assert.deepEqual(
    runs.map(({ items }) => items),
    [[1, 2, 3]],
  )
  await clock.advance(9)
  void batcher.add(5)
  runs[0]?.end()
  await clock.advance(0)
  assert.equal(runs.length, 1)
  await clock.advance(1)
  assert.deepEqual(
    runs.map(({ items }) => items),
    [
      [1, 2, 3],
      [4, 5],
    ],
  )
  assert.equal(clock.pendingTimers, 0)
})

test('a group leaves when the least patient of its items has waited long enough', async () => {
  const { clock, runs, batcher } = byHand({ maxItems: 9, maxWaitMs: 10, concurrency: 9 })
  void batcher.add(1, { maxWaitMs: 100 })
  await clock.advance(50)
  void batcher.add(2, { maxWaitMs: 70 })
  await clock.advance(10)
  void batcher.add(3, { maxWaitMs: 20 })
  await clock.advance(19)
  assert.equal(runs.length, 0)
  await clock.advance(1)
  assert.deepEqual(runs[0]?.items, [1, 2, 3])
  void batcher.add(4)
  await clock.advance(10)
  assert.deepEqual(runs[1]?.items, [4])
  assert.equal(clock.pendingTimers, 0)
})

test('a group leaves the moment its weight is reached, or before an item that would exceed it', async () => {
  const groups: number[][] = []
  const run = async (items: number[]): Promise<Settled<number>[]> => {
    groups.push(items)
    return items.map((value) => ({ ok: true, value }))
  }
  await using batcher = new Batcher({
    maxItems: 9,
    maxWeight: 10,
    maxWaitMs: 10,
    concurrency: 9,
    clock: new VirtualClock(),
    run,
  })
  for (const weight of [4, 6, 7, 5, 11]) void batcher.add(weight, { weight })
  assert.deepEqual(groups, [[4, 6], [7], [5], [11]])
})

test('while all turns are taken a group that is due goes on filling', async () => {
  const { clock, runs, batcher } = byHand({ maxItems: 4, maxWaitMs: 1, concurrency: 1 })
  void batcher.add(1)
  batcher.flush()
  for (const item of [2, 3, 4]) {
    void batcher.add(item)
    await clock.advance(5)
  }
  runs[0]?.end()
  await clock.advance(0)
  assert.deepEqual(
    runs.map(({ items }) => items),
    [[1], [2, 3, 4]],
  )
})

test('disposing sends the tail, waits for the last outcome, and takes nothing more', async () => {
  const { clock, runs, batcher } = byHand({ maxItems: 2, maxWaitMs: 1000, concurrency: 1 })
  const outcomes = Promise.all([1, 2, 3].map((item) => batcher.add(item)))
  let disposed = false
  const ended = batcher[Symbol.asyncDispose]().then(() => (disposed = true))
  await assert.rejects(batcher.add(4), ClosedError)
  runs[0]?.end()
  await clock.advance(0)
  assert.equal(disposed, false)
  runs[1]?.end()
  await ended
  assert.deepEqual(await outcomes, [1, 2, 3])
  await batcher[Symbol.asyncDispose]()
  assert.equal(clock.pendingTimers, 0)
})

test('a run that answers too few, too many, or holes, fails the whole group instead of leaving anybody waiting', async () => {
  const one: Settled<number> = { ok: true, value: 1 }
  for (const answer of [[], new Array<Settled<number>>(1), [one, one]]) {
    const options = { maxItems: 1, maxWaitMs: 0, concurrency: 1, clock: new VirtualClock() }
    await using batcher = new Batcher<number, number>({ ...options, run: async () => answer })
    await assert.rejects(batcher.add(1), Error)
  }
})

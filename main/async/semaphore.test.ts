import assert from 'node:assert/strict'
import { setImmediate as settled } from 'node:timers/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Claims } from './budgets.ts'
import { systemClock } from './clock.ts'
import { type Permit, WeightedSemaphore } from './semaphore.ts'
import { VirtualClock } from './virtual-clock.ts'

const { signal } = new AbortController()
const clock = new VirtualClock()

/** The promise in words, as slow and plain as possible: oldest first, whatever fits and shares nothing with anybody who goes on waiting. */
class Model {
  budgets: Record<string, number>
  line: { id: number; claims: Claims; size: number }[] = []
  held = new Map<number, Claims>()

  constructor(budgets: Record<string, number>) {
    this.budgets = budgets
  }

  used(name: string): number {
    return [...this.held.values()].reduce((sum, claims) => sum + (claims[name] ?? 0), 0)
  }

  serve(): void {
    const closed = new Set<string>()
    for (const { id, claims } of this.line.slice()) {
      const names = Object.keys(claims).filter((name) => claims[name] !== 0)
      const cut = Object.fromEntries(names.map((name) => [name, Math.min(claims[name] ?? 0, this.budgets[name] ?? 0)]))
      const fits = names.every(
        (name) =>
          !closed.has(name) && cut[name] !== 0 && this.used(name) + (cut[name] ?? 0) <= (this.budgets[name] ?? 0),
      )
      if (fits) {
        this.held.set(id, cut)
        this.leave(id)
      } else for (const name of names) closed.add(name)
    }
  }

  /** Of every other one, the larger ones get the places further ahead. */
  largestFirst(kin: number): void {
    const ofKin = this.line.filter(({ id }) => id % 2 === kin).sort((a, b) => b.size - a.size)
    this.line = this.line.map((each) => (each.id % 2 === kin ? (ofKin.shift() ?? each) : each))
  }

  leave(id: number): void {
    this.line = this.line.filter((other) => other.id !== id)
  }
}

const resources = ['cpu', 'disk', 'net']
const claimsArbitrary = fc.dictionary(fc.constantFrom(...resources), fc.nat(7), { noNullPrototype: true })
const stepArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('acquire' as const), claims: claimsArbitrary, size: fc.nat(9) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('largest first' as const), kin: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('release' as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('abort' as const), pick: fc.nat() }) },
  fc.record({ act: fc.constant('budget' as const), name: fc.constantFrom(...resources), amount: fc.nat(6) }),
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer S> ? S : never

/** The semaphore and its model, taking the same steps. */
class Pair {
  readonly semaphore: WeightedSemaphore
  readonly model: Model
  readonly permits = new Map<number, Permit>()
  readonly cancels = new Map<number, AbortController>()

  /** The last resource has its budget by default. */
  constructor() {
    this.semaphore = new WeightedSemaphore({ budgets: { cpu: 4, disk: 2 }, defaultBudget: 5, clock })
    this.model = new Model({ cpu: 4, disk: 2, net: 5 })
  }

  take(step: Step, id: number): void {
    if (step.act === 'acquire') this.acquire(id, step)
    else if (step.act === 'largest first') this.largestFirst(step.kin)
    else if (step.act === 'budget') {
      this.semaphore.setBudget(step.name, step.amount)
      this.model.budgets[step.name] = step.amount
    } else if (step.act === 'release') this.release([...this.permits.keys()][step.pick % this.permits.size])
    else this.abort([...this.cancels.keys()][step.pick % this.cancels.size])
    this.model.serve()
  }

  acquire(id: number, { claims, size }: { claims: Claims; size: number }): void {
    const cancel = new AbortController()
    this.cancels.set(id, cancel)
    this.model.line.push({ id, claims, size })
    const kin = { name: `kin ${id % 2}`, size }
    const granted = this.semaphore.acquire(claims, { signal: cancel.signal, who: `${id}`, kin })
    granted.then((permit) => this.permits.set(id, permit)).catch(() => {})
  }

  largestFirst(kin: number): void {
    this.semaphore.largestFirst(`kin ${kin}`)
    this.model.largestFirst(kin)
  }

  release(id: number | undefined): void {
    if (id === undefined) return
    this.permits.get(id)?.[Symbol.dispose]()
    this.permits.get(id)?.[Symbol.dispose]()
    this.permits.delete(id)
    this.model.held.delete(id)
  }

  abort(id: number | undefined): void {
    if (id === undefined) return
    this.cancels.get(id)?.abort()
    this.model.leave(id)
  }

  compare(): void {
    const { semaphore, model } = this
    assert.deepEqual([...this.permits.keys()], [...model.held.keys()])
    const held = semaphore.held().map(({ who, claims }) => [Number(who), claims])
    assert.deepEqual(held, [...model.held])
    const waiting = semaphore.waiting().map(({ who }) => Number(who))
    assert.deepEqual(
      waiting,
      model.line.map(({ id }) => id),
    )
  }
}

test('whatever is asked, released, aborted, re-budgeted and ordered by size: the same are granted, in the same order, as by the model', async () => {
  const property = fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 40, size: 'max' }), async (steps) => {
    const pair = new Pair()
    for (const [id, step] of steps.entries()) {
      pair.take(step, id)
      await settled()
      pair.compare()
    }
  })
  await fc.assert(property, { numRuns: 200 })
})

test('random jobs under random aborts never exceed a budget and leave every permit behind', async () => {
  const job = fc.record({ claims: claimsArbitrary, ticks: fc.nat(3), abortAfter: fc.option(fc.nat(5)) })
  const property = fc.asyncProperty(fc.array(job, { maxLength: 40, size: 'max' }), async (jobs) => {
    const budgets: Record<string, number> = { cpu: 3, disk: 1, net: 4 }
    const semaphore = new WeightedSemaphore({ budgets, clock })
    const used: Record<string, number> = { cpu: 0, disk: 0, net: 0 }
    const work = async ({ claims, ticks }: { claims: Claims; ticks: number }, signal: AbortSignal) => {
      using _permit = await semaphore.acquire(claims, { signal, who: 'job' })
      for (const name of resources) {
        used[name] = (used[name] ?? 0) + Math.min(claims[name] ?? 0, budgets[name] ?? 0)
        assert.ok((used[name] ?? 0) <= (budgets[name] ?? 0), `${name} is exceeded`)
      }
      for (let tick = 0; tick < ticks; tick++) await settled()
      for (const name of resources) used[name] = (used[name] ?? 0) - Math.min(claims[name] ?? 0, budgets[name] ?? 0)
    }
    const outcomes = jobs.map(async (job) => {
      const cancel = new AbortController()
      const done = work(job, cancel.signal).catch((error: unknown) => assert.equal(error, cancel.signal.reason))
      for (let tick = 0; tick < (job.abortAfter ?? 0); tick++) await settled()
      if (job.abortAfter !== null) cancel.abort()
      await done
    })
    await Promise.all(outcomes)
    assert.deepEqual([semaphore.held(), semaphore.waiting()], [[], []])
    using _everything = await semaphore.acquire(budgets, { signal, who: 'last' })
  })
  await fc.assert(property, { numRuns: 50 })
})

test('the head of the line is not overtaken on what it waits for, but those who want other things pass', async () => {
  const semaphore = new WeightedSemaphore({ budgets: { cpu: 4, disk: 1 }, clock })
  const order: string[] = []
  const ask = async (who: string, claims: Claims) => {
    const permit = await semaphore.acquire(claims, { signal, who })
    order.push(who)
    return permit
  }
  const first = await ask('first', { cpu: 3 })
  const big = ask('big', { cpu: 4 })
  const small = ask('small', { cpu: 1 })
  void ask('other', { disk: 1 })
  await settled()
  assert.deepEqual(order, ['first', 'other'])
  assert.deepEqual(
    semaphore.waiting().map(({ who, what }) => [who, what]),
    [
      ['big', 'cpu 4'],
      ['small', 'cpu 1'],
    ],
  )
  first[Symbol.dispose]()
  ;(await big)[Symbol.dispose]()
  await small
  assert.deepEqual(order, ['first', 'other', 'big', 'small'])
})

test('a claim above the budget is cut to all of it and runs alone', async () => {
  const semaphore = new WeightedSemaphore({ budgets: { memory: 100 }, clock })
  const huge = await semaphore.acquire({ memory: 5000 }, { signal, who: 'huge' })
  assert.deepEqual(semaphore.held()[0]?.claims, { memory: 100 })
  const next = semaphore.acquire({ memory: 1 }, { signal, who: 'next' })
  await settled()
  assert.equal(semaphore.waiting().length, 1)
  huge[Symbol.dispose]()
  huge[Symbol.dispose]()
  await next
  assert.deepEqual(
    semaphore.held().map(({ who }) => who),
    ['next'],
  )
})

test('a budget of 0 lets nobody through until it is raised', async () => {
  const semaphore = new WeightedSemaphore({ budgets: { disk: 0 }, clock })
  const waiting = semaphore.acquire({ disk: 1 }, { signal, who: 'patient' })
  using _free = await semaphore.acquire({ disk: 0 }, { signal, who: 'wants nothing' })
  assert.deepEqual(
    semaphore.waiting().map(({ who }) => who),
    ['patient'],
  )
  semaphore.setBudget('disk', 1)
  await waiting
})

test('an aborted signal takes nothing, and aborting the head lets those behind it go', async () => {
  const semaphore = new WeightedSemaphore({ budgets: { cpu: 2 }, clock })
  await assert.rejects(
    semaphore.acquire({ cpu: 1 }, { signal: AbortSignal.abort('no'), who: 'late' }),
    (e) => e === 'no',
  )
  assert.deepEqual(semaphore.held(), [])
  using _one = await semaphore.acquire({ cpu: 1 }, { signal, who: 'one' })
  const cancel = new AbortController()
  const head = semaphore.acquire({ cpu: 2 }, { signal: cancel.signal, who: 'head' })
  const behind = semaphore.acquire({ cpu: 1 }, { signal, who: 'behind' })
  cancel.abort('gone')
  await assert.rejects(head, (error) => error === 'gone')
  await behind
})

test('a resource nobody budgeted gets the default, or is refused where there is none', async () => {
  const semaphore = new WeightedSemaphore({ budgets: {}, defaultBudget: 2, clock })
  using _permit = await semaphore.acquire({ 'host:example.org': 3 }, { signal, who: 'fetch' })
  assert.deepEqual(semaphore.held()[0]?.claims, { 'host:example.org': 2 })
  const strict = new WeightedSemaphore({ budgets: { cpu: 1 }, clock })
  await assert.rejects(strict.acquire({ cpus: 1 }, { signal, who: 'typo' }), RangeError)
  for (const amount of [-1, Number.NaN, Infinity]) {
    await assert.rejects(strict.acquire({ cpu: amount }, { signal, who: 'nonsense' }), RangeError)
  }
})

test('since when somebody waits, and then holds, can be read', async () => {
  const clock = new VirtualClock({ epochMs: 0 })
  const semaphore = new WeightedSemaphore({ budgets: { cpu: 1 }, clock })
  const first = await semaphore.acquire({ cpu: 1 }, { signal, who: 'first' })
  await clock.advance(10)
  const second = semaphore.acquire({ cpu: 1 }, { signal, who: 'second' })
  await clock.advance(30)
  assert.equal(semaphore.waiting()[0]?.sinceMs, 10)
  first[Symbol.dispose]()
  await second
  assert.equal(semaphore.held()[0]?.sinceMs, 40)
})

test('a long line of all kinds is served in time that grows with its length only', async () => {
  const semaphore = new WeightedSemaphore({ budgets: { cpu: 8 }, defaultBudget: 2, clock: systemClock })
  const startMs = systemClock.monotonicMs()
  const jobs = Array.from({ length: 20_000 }, async (_, n) => {
    using _permit = await semaphore.acquire({ cpu: 1, [`volume:${n % 5}`]: 1 }, { signal, who: 'job' })
    await Promise.resolve()
  })
  await Promise.all(jobs)
  assert.ok(systemClock.monotonicMs() - startMs < 5000)
})

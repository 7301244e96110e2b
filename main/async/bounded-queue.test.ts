import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as settled } from 'node:timers/promises'
import fc from 'fast-check'
import { BoundedQueue } from './bounded-queue.ts'
import { ClosedError } from './closed-error.ts'

const { signal } = new AbortController()
const capacity = 2

/** The promise as plain arrays of ids; `outcomes` says what became of each call that has ended. */
class Model {
  items: number[] = []
  putters: number[] = []
  takers: number[] = []
  refusal: string | undefined
  outcomes = new Map<number, unknown>()

  put(id: number): void {
    if (this.refusal) this.outcomes.set(id, this.refusal)
    else if (this.takers.length > 0) this.outcomes.set(this.takers.shift() as number, id).set(id, 'put')
    else if (this.items.length === capacity) this.putters.push(id)
    else this.outcomes.set(id, 'put') && this.items.push(id)
  }

  take(id: number): void {
    if (this.refusal === 'failed') this.outcomes.set(id, 'failed')
    else if (this.items.length > 0) {
      this.outcomes.set(id, this.items.shift())
      const putter = this.putters.shift()
      if (putter !== undefined) this.outcomes.set(putter, 'put') && this.items.push(putter)
    } else if (this.refusal) this.outcomes.set(id, undefined)
    else this.takers.push(id)
  }

  abort(id: number): void {
    if (this.putters.includes(id) || this.takers.includes(id)) this.outcomes.set(id, 'aborted')
    this.putters = this.putters.filter((other) => other !== id)
    this.takers = this.takers.filter((other) => other !== id)
  }

  close(): void {
    if (!this.refusal) this.#end('closed', undefined)
  }

  fail(): void {
    if (this.refusal !== 'failed') this.#end('failed', 'failed')
    this.items = []
  }

  #end(forPutters: string, forTakers: unknown): void {
    this.refusal = forPutters
    for (const id of this.putters.splice(0)) this.outcomes.set(id, forPutters)
    for (const id of this.takers.splice(0)) this.outcomes.set(id, forTakers)
  }
}

const stepArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constantFrom('put' as const, 'take' as const), pick: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('abort' as const), pick: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constantFrom('close' as const, 'fail' as const), pick: fc.constant(0) }),
  },
)

test('whatever is put, taken, aborted, closed and failed: every call ends as by the model, in order and within the bound', async () => {
  const property = fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 50, size: 'max' }), async (steps) => {
    const [queue, model] = [new BoundedQueue<number>({ capacity }), new Model()]
    const outcomes = new Map<number, unknown>()
    const cancels = new Map<number, AbortController>()
    const begin = (id: number, call: (options: { signal: AbortSignal }) => Promise<unknown>) => {
      const cancel = new AbortController()
      cancels.set(id, cancel)
      call(cancel).then(
        (outcome) => outcomes.set(id, outcome),
        (error) =>
          outcomes.set(
            id,
            error === cancel.signal.reason ? 'aborted' : error instanceof ClosedError ? 'closed' : error,
          ),
      )
    }
    for (const [id, { act, pick }] of steps.entries()) {
      const picked = [...cancels.keys()][pick % cancels.size] ?? -1
      if (act === 'put') begin(id, (options) => queue.put(id, options).then(() => 'put'))
      if (act === 'take') begin(id, (options) => queue.take(options))
      if (act === 'abort') cancels.get(picked)?.abort()
      if (act === 'close') queue.close()
      if (act === 'fail') queue.fail('failed')
      model[act](act === 'abort' ? picked : id)
      await settled()
      assert.deepEqual(outcomes, model.outcomes)
      assert.equal(queue.size, model.items.length)
    }
  })
  await fc.assert(property, { numRuns: 300 })
})

test('many producers and consumers: nothing is lost, doubled, or out of its order, and the bound holds', async () => {
  const queue = new BoundedQueue<{ from: number; n: number }>({ capacity: 7 })
  const taken: { from: number; n: number }[] = []
  const produce = async (_: unknown, from: number) => {
    for (let n = 0; n < 200; n++) {
      await queue.put({ from, n }, { signal })
      assert.ok(queue.size <= queue.capacity)
    }
  }
  const consume = async () => {
    for await (const item of queue.items({ signal })) taken.push(item)
  }
  const consumed = Promise.all(Array.from({ length: 3 }, consume))
  await Promise.all(Array.from({ length: 5 }, produce))
  queue.close()
  await consumed
  for (let from = 0; from < 5; from++) {
    const order = taken.filter((item) => item.from === from).map((item) => item.n)
    assert.deepEqual(
      order,
      Array.from({ length: 200 }, (_, n) => n),
    )
  }
})

test('tryPut never waits: it says whether there was room, and throws once the queue is closed', async () => {
  const queue = new BoundedQueue<string>({ capacity: 1 })
  assert.equal(queue.tryPut('a'), true)
  assert.equal(queue.tryPut('b'), false)
  assert.equal(await queue.take({ signal }), 'a')
  queue.close()
  assert.throws(() => queue.tryPut('c'), ClosedError)
})

test('an aborted signal neither puts nor takes', async () => {
  const queue = new BoundedQueue<string>({ capacity: 2 })
  queue.tryPut('a')
  const aborted = { signal: AbortSignal.abort('no') }
  await assert.rejects(queue.put('b', aborted), (error) => error === 'no')
  await assert.rejects(queue.take(aborted), (error) => error === 'no')
  assert.equal(queue.size, 1)
})

test('leaving a loop early leaves the rest to others', async () => {
  const queue = new BoundedQueue<number>({ capacity: 3 })
  for (const item of [1, 2, 3]) queue.tryPut(item)
  for await (const item of queue.items({ signal })) if (item === 1) break
  assert.equal(await queue.take({ signal }), 2)
})

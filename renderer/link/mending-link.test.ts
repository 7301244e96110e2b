import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../contract/fault.ts'
import type { News } from './link.ts'
import { MendingLink } from './mending-link.ts'
import type { Timer } from './timer.ts'
import type { LostReason, Wire } from './wire.ts'

interface Asked {
  id: number
  method: string
  params: unknown
}

/** The engine's end of the line, with a hand on everything it says. */
class FarEnd implements Wire {
  readonly asked: Asked[] = []
  readonly forgotten: unknown[] = []
  hungUp = false
  /** Its computer has lost its power: nothing is answered, and no socket is closed. */
  isMute = false
  readonly #answers: Record<string, unknown>
  #ears: Parameters<Wire['listen']>[0] | undefined

  constructor(answers: Record<string, unknown>) {
    this.#answers = answers
  }

  send(text: string): void {
    const message = JSON.parse(text) as Asked
    if (message.method === 'forget') this.forgotten.push(message.params)
    else this.asked.push(message)
    const { id, method } = message
    if (method in this.#answers && !this.isMute)
      queueMicrotask(() => this.say({ id, ...(this.#answers[method] as object) }))
  }

  listen(ears: Parameters<Wire['listen']>[0]): void {
    this.#ears = ears
  }

  say(message: object): void {
    this.#ears?.hear(JSON.stringify(message))
  }

  breakOff(why: LostReason = 'gone'): void {
    this.#ears?.lost(why)
  }

  [Symbol.dispose](): void {
    this.hungUp = true
  }
}

class HandTimer implements Timer {
  now = 1000
  readonly waiting = new Set<{ ms: number; run: () => void }>()

  nowMs(): number {
    return this.now
  }

  after(ms: number, run: () => void): Disposable {
    const entry = { ms, run }
    this.waiting.add(entry)
    return { [Symbol.dispose]: () => this.waiting.delete(entry) }
  }

  fire(): void {
    const [entry] = this.waiting
    if (!entry) throw new Error('nothing waits')
    this.waiting.delete(entry)
    this.now += entry.ms
    entry.run()
  }
}

const hello = { result: { contractVersion: 1, pid: 1 } }
const fresh = { result: { epoch: 'a', seq: 5, resumed: false, batches: [] } }
const resumed = { result: { epoch: 'a', seq: 9, resumed: true, batches: [] } }
const { signal } = new AbortController()

function linkTo(...ends: (FarEnd | null)[]) {
  const timer = new HandTimer()
  const left = [...ends]
  const link = new MendingLink({
    timer,
    dial: () => {
      const end = left.shift()
      return end ? Promise.resolve(end) : Promise.reject(new Error('nobody'))
    },
  })
  const news: News[] = []
  link.listen((one) => news.push(one))
  return {
    link,
    timer,
    news,
    states: () => news.map((one) => (one.type === 'connection' ? one.connection.state : one.type)),
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('a link greets, asks for events, and then tells what is under way', async () => {
  const end = new FarEnd({ hello, 'events.start': fresh })
  const { states } = linkTo(end)
  await settled()
  assert.deepEqual(states(), ['connecting', 'open', 'afresh'])
  assert.deepEqual(
    end.asked.map(({ method, params }) => [method, params]),
    [
      ['hello', { contractVersion: 1 }],
      ['events.start', {}],
    ],
  )
})

test('nothing is asked before the greeting is answered', async () => {
  const { link } = linkTo(new FarEnd({}))
  await settled()
  await assert.rejects(link.ask('recipe.list', {}, { signal }), { code: 'no-connection' })
})

test('a line that breaks is dialled again from where the events left off, and says how long it was away', async () => {
  const first = new FarEnd({ hello, 'events.start': fresh })
  const second = new FarEnd({ hello, 'events.start': resumed })
  const { timer, news, states } = linkTo(first, second)
  await settled()
  first.say({ method: 'event', params: { type: 'notice', level: 'info', message: 'x' }, epoch: 'a', seq: 7 })
  first.breakOff()
  assert.equal(first.hungUp, true)
  timer.fire()
  await settled()
  assert.deepEqual(second.asked[1]?.params, { epoch: 'a', seq: 7 })
  assert.deepEqual(states(), ['connecting', 'open', 'afresh', 'event', 'lost', 'lost', 'open'])
  assert.deepEqual(news.at(-1), { type: 'connection', connection: { state: 'open', sinceMs: 1500, awayMs: 500 } })
})

test('whoever waits for an answer when the line breaks is told so', async () => {
  const end = new FarEnd({ hello, 'events.start': fresh })
  const { link } = linkTo(end)
  await settled()
  const waiting = assert.rejects(link.ask('recipe.list', {}, { signal }), { code: 'no-connection' })
  end.breakOff()
  await waiting
})

test('a question that is not answered in time is one without a connection, one that is given up is not', async () => {
  const { link } = linkTo(new FarEnd({ hello, 'events.start': fresh }))
  await settled()
  const [overdue, givenUp] = [new AbortController(), new AbortController()]
  const waiting = assert.rejects(link.ask('recipe.list', {}, { signal: overdue.signal }), { code: 'no-connection' })
  const leaving = assert.rejects(link.ask('recipe.list', {}, { signal: givenUp.signal }), { name: 'AbortError' })
  overdue.abort(new DOMException('It took too long.', 'TimeoutError'))
  givenUp.abort()
  await Promise.all([waiting, leaving])
})

test('tries to dial are further and further apart, and a person may hurry them', async () => {
  const { link, timer } = linkTo(null, null, null, null, null, null, null, null)
  const waits: number[] = []
  for (let tries = 0; tries < 7; tries++) {
    await settled()
    waits.push([...timer.waiting][0]?.ms ?? -1)
    if (tries % 2 === 0) timer.fire()
    else link.retryNow()
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000])
})

test('a line that breaks during the greeting counts as one failure', async () => {
  const end = new FarEnd({})
  const { timer, states } = linkTo(end)
  await settled()
  end.breakOff()
  await settled()
  assert.equal(timer.waiting.size, 1)
  assert.deepEqual(states(), ['connecting', 'lost'])
})

test('of an engine that ended it is known that nothing goes on there, until it answers again', async () => {
  const end = new FarEnd({ hello, 'events.start': fresh })
  const { news, timer } = linkTo(end, null, new FarEnd({ hello, 'events.start': fresh }))
  const ended = () =>
    news.flatMap((one) => (one.type === 'connection' ? one.connection : [])).map((one) => 'ended' in one)
  await settled()
  end.breakOff('ended')
  timer.fire()
  await settled()
  assert.deepEqual(ended(), [false, false, true, true, true])
  timer.fire()
  await settled()
  assert.equal(ended().at(-1), false)
})

test('an engine of another make, and a session that is over, are not asked again', async () => {
  const wire = new Fault('contract-differs', { subject: '(process 1)' }).toWire()
  const other = linkTo(new FarEnd({ hello: { error: { code: -32000, message: '', data: wire } } }))
  await settled()
  assert.deepEqual(other.news.at(-1), { type: 'connection', connection: { state: 'refused', why: 'other-version' } })
  const end = new FarEnd({ hello, 'events.start': fresh })
  const over = linkTo(end)
  await settled()
  end.breakOff('signed-out')
  assert.deepEqual(over.news.at(-1), { type: 'connection', connection: { state: 'refused', why: 'signed-out' } })
  assert.equal(other.timer.waiting.size + over.timer.waiting.size, 0)
})

test('an aborted question is forgotten at the other end too', async () => {
  const end = new FarEnd({ hello, 'events.start': fresh })
  const { link } = linkTo(end)
  await settled()
  const leaving = new AbortController()
  const asking = link.ask('recipe.list', {}, { signal: leaving.signal })
  leaving.abort(new Error('left'))
  await assert.rejects(asking, /left/)
  assert.deepEqual(end.forgotten, [{ id: 3 }])
})

test('a line at whose end nobody answers any more is dialled again, although it never broke', async () => {
  const silent = new FarEnd({ hello, 'events.start': fresh })
  const { timer, states } = linkTo(silent, new FarEnd({ hello, 'events.start': resumed }))
  await settled()
  for (let beat = 0; beat < 2; beat++) {
    timer.fire()
    await settled()
  }
  assert.deepEqual(states(), ['connecting', 'open', 'afresh'])
  silent.isMute = true
  for (const _ of ['asked for a sign of life', 'given up', 'dialled']) {
    timer.fire()
    await settled()
  }
  assert.equal(silent.hungUp, true)
  assert.deepEqual(states().slice(3), ['lost', 'lost', 'open'])
})

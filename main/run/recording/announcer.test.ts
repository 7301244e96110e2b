import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineEvent } from '../../../contract/event.ts'
import { Announcer } from './announcer.ts'

const snapshot = (batchId: string, done: number) =>
  ({ type: 'batch', batch: { batchId, counts: { done } } }) as unknown as EngineEvent

test('of snapshots that were not read yet only the newest of each batch is kept, however many batches there are', async () => {
  const announcer = new Announcer()
  const stop = new AbortController()
  const events = announcer.listen({ signal: stop.signal })
  for (let done = 1; done <= 100; done++) for (const id of ['a', 'b']) announcer.tell(snapshot(id, done))
  const told = [await events.next(), await events.next()].map(({ value }) => value)
  assert.deepEqual(told, [snapshot('a', 100), snapshot('b', 100)])
  const next = events.next()
  announcer.tell(snapshot('a', 101))
  assert.deepEqual((await next).value, snapshot('a', 101))
  stop.abort()
  assert.equal((await events.next()).done, true)
})

test('a listener whose signal aborts before it has read anything is told nothing any more', async () => {
  const announcer = new Announcer()
  const stop = new AbortController()
  const events = announcer.listen({ signal: stop.signal })
  stop.abort()
  let looks = 0
  announcer.tell({
    get type() {
      looks++
      return 'notice' as const
    },
    level: 'warn',
    message: '',
  })
  assert.equal(looks, 0)
  assert.equal((await events.next()).done, true)
  assert.equal((await announcer.listen({ signal: stop.signal }).next()).done, true)
})

test('an announcer that closes ends every listener with the reason', async () => {
  const announcer = new Announcer()
  const events = announcer.listen({ signal: new AbortController().signal })
  const next = events.next()
  announcer.close()
  await assert.rejects(next, { code: 'state-busy' })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngineEvent } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { endedRowOf, snapshotOf } from '../cli/testing/scripted-engine.ts'
import { FaceQueue } from './face-queue.ts'

const ended = (...seqs: number[]): EngineEvent => ({
  type: 'ended',
  batchId: 'batch-1',
  rows: seqs.map((seq) => endedRowOf({ seq })),
})
const snapshot = (done: number): EngineEvent => ({ type: 'batch', batch: snapshotOf({ counts: { done } }) })
const finished: EngineEvent = { type: 'finished', batch: snapshotOf({ state: 'finished' }) }

async function readAll(queue: FaceQueue): Promise<EngineEvent[]> {
  return Array.fromAsync(queue.read({ signal: new AbortController().signal }))
}

test('keeps only the newest snapshot of a batch, and every ended row in order', async () => {
  const queue = new FaceQueue()
  for (const event of [snapshot(0), ended(4), snapshot(1), ended(2, 7), snapshot(3)]) queue.push(event)
  queue.close()
  assert.deepEqual(await readAll(queue), [snapshot(3), ended(4, 2, 7)])
})

test('keeps only the newest snapshot of a watch, and none of one that was removed', async () => {
  const queue = new FaceQueue()
  const watch = (id: string, ready: number) => ({ type: 'watch', watch: { id, ready } }) as unknown as EngineEvent
  const removed: EngineEvent = { type: 'watch-removed', watch: 'b' }
  for (const event of [watch('a', 1), watch('b', 1), watch('a', 2), removed]) queue.push(event)
  queue.close()
  assert.deepEqual(await readAll(queue), [watch('a', 2), removed])
})

test('tells once that settings were changed to one that did not look between two changes', async () => {
  const queue = new FaceQueue()
  for (const event of [{ type: 'settings' as const }, snapshot(1), { type: 'settings' as const }]) queue.push(event)
  queue.close()
  assert.deepEqual(await readAll(queue), [{ type: 'settings' }, snapshot(1)])
})

test('tells the end of a batch after all its rows, without an older snapshot', async () => {
  const queue = new FaceQueue()
  for (const event of [ended(1), snapshot(1), ended(2), finished]) queue.push(event)
  queue.close()
  assert.deepEqual(await readAll(queue), [ended(1, 2), finished])
})

test('hands out what waits before it throws why nothing more comes', async () => {
  const queue = new FaceQueue()
  queue.push(ended(1))
  queue.close(new Fault('state-busy', { subject: 'x' }))
  const reading = queue.read({ signal: new AbortController().signal })
  assert.deepEqual((await reading.next()).value, ended(1))
  await assert.rejects(reading.next(), { code: 'state-busy' })
})

test('ends quietly when its reader no longer wants it, even while waiting', async () => {
  const wanted = new AbortController()
  const reading = new FaceQueue().read({ signal: wanted.signal })
  const next = reading.next()
  wanted.abort()
  assert.deepEqual(await next, { done: true, value: undefined })
})

test('cuts a face off that falls too far behind', async () => {
  const queue = new FaceQueue()
  for (let block = 0; block < 60; block++) queue.push(ended(...Array.from({ length: 1000 }, (_, at) => at)))
  const read: number[] = []
  await assert.rejects(
    async () => {
      for await (const event of queue.read({ signal: new AbortController().signal }))
        if (event.type === 'ended') read.push(event.rows.length)
    },
    { code: 'state-busy' },
  )
  assert.equal(
    read.reduce((sum, rows) => sum + rows),
    50_000,
  )
})

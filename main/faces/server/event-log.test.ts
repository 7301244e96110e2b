import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endedRowOf, snapshotOf } from '../cli/testing/scripted-engine.ts'
import { EventLog } from './event-log.ts'

const snapshot = (done: number) => ({ type: 'batch' as const, batch: snapshotOf({ counts: { done } }) })
const notice = (message: string) => ({ type: 'notice' as const, level: 'info' as const, message })

async function first(log: EventLog, { after, count }: { after: number; count: number }) {
  const found = []
  for await (const logged of log.after(after, { signal: new AbortController().signal })) {
    found.push(logged)
    if (found.length === count) break
  }
  return found
}

test('of the snapshots of a batch only the newest is told, in the order of events', async () => {
  const log = new EventLog()
  for (const event of [snapshot(1), notice('a'), snapshot(2), notice('b'), snapshot(3)]) log.add(event)
  assert.deepEqual(
    (await first(log, { after: 0, count: 3 })).map(({ seq, event }) => [seq, event.type]),
    [
      [2, 'notice'],
      [4, 'notice'],
      [5, 'batch'],
    ],
  )
})

test('that settings were changed is told once to one who comes back', async () => {
  const log = new EventLog()
  for (const event of [{ type: 'settings' as const }, notice('a'), { type: 'settings' as const }]) log.add(event)
  assert.deepEqual(
    (await first(log, { after: 0, count: 2 })).map(({ seq }) => seq),
    [2, 3],
  )
})

test('rows are not told, and the end of a batch takes the place of its snapshot', async () => {
  const log = new EventLog()
  log.add(snapshot(1))
  log.add({ type: 'ended', batchId: 'batch-1', rows: [endedRowOf({ seq: 1 })] })
  log.add({ type: 'finished', batch: snapshotOf({ state: 'finished' }) })
  assert.deepEqual(
    (await first(log, { after: 0, count: 1 })).map(({ event }) => event.type),
    ['finished'],
  )
})

test('one who comes back too late is told so, by a number that cannot be met any more', () => {
  const log = new EventLog()
  for (let n = 1; n <= 600; n++) log.add(notice(String(n)))
  assert.deepEqual(
    [0, 99, 100, 600, 601].map((seq) => log.reachesBackTo(seq)),
    [false, false, true, true, false],
  )
})

test('a reader waits for what comes, and is told when nothing more will', async () => {
  const log = new EventLog()
  const reading = first(log, { after: 0, count: 2 })
  async function* events() {
    yield notice('a')
    throw new Error('the engine has gone')
  }
  void log.follow(events())
  await assert.rejects(reading, { message: 'the engine has gone' })
})

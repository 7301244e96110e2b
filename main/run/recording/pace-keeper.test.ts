import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchState } from '../../../contract/job.ts'
import type { EngineEvent } from '../../../contract/event.ts'
import { emptyCounts } from '../../../contract/job.ts'
import { VirtualClock } from '../../async/virtual-clock.ts'
import type { Journal } from '../../journal/journal.ts'
import { Announcer } from './announcer.ts'
import { addPoint, PaceKeeper, pointsMost } from './pace-keeper.ts'

test('a batch of any length has few points, from its beginning to its end', () => {
  const trace = { points: [], apartMs: 1000 } as Parameters<typeof addPoint>[0]
  for (let s = 0; s <= 100_000; s++) addPoint(trace, { atMs: s * 1000, ended: s * 3 }, { isLast: s === 100_000 })
  assert.ok(trace.points.length <= pointsMost && trace.points.length > pointsMost / 4)
  assert.deepEqual(trace.points[0], { atMs: 0, ended: 0 })
  assert.deepEqual(trace.points.at(-1), { atMs: 100_000_000, ended: 300_000 })
  const times = trace.points.map(({ atMs }) => atMs)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
})

test('how fast a batch went is noted when it rests, and again when it is over, its beginning included, also that of an earlier engine; what was done before is no part of it', async () => {
  const [announcer, clock] = [new Announcer(), new VirtualClock({ epochMs: 0 })]
  const noted: number[][] = []
  let kept = [{ atMs: -60_000, ended: 60 }]
  const call = async (operation: string, { points }: { points: typeof kept }) => {
    if (operation === 'paceNoted') return kept
    kept = [...points]
    noted.push(points.map(({ ended }) => ended))
    return kept
  }
  const journal = { call } as unknown as Journal
  await using _ = new PaceKeeper({ journal, clock, listen: (options) => announcer.listen(options) })
  const tell = async (type: 'batch' | 'finished', { state, worked }: { state: BatchState; worked: number }) => {
    const counts = { ...emptyCounts(), done: 100 + worked, cancelled: state === 'paused' ? 50 : 0 }
    announcer.tell({ type, batch: { batchId: 'a', state, counts, workedFiles: worked } } as EngineEvent)
    await clock.advance(2_000)
  }
  await tell('batch', { state: 'running', worked: 1 })
  await tell('finished', { state: 'paused', worked: 2 })
  await tell('batch', { state: 'running', worked: 0 })
  await tell('finished', { state: 'finished', worked: 3 })
  assert.deepEqual(noted, [
    [60, 61, 62],
    [60, 61, 62, 62, 65],
  ])
})

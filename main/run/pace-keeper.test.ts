import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPoint, pointsMost } from './pace-keeper.ts'

test('a batch of any length has few points, from its beginning to its end', () => {
  const trace = { points: [], apartMs: 1000 } as Parameters<typeof addPoint>[0]
  for (let s = 0; s <= 100_000; s++) addPoint(trace, { atMs: s * 1000, ended: s * 3 }, s === 100_000)
  assert.ok(trace.points.length <= pointsMost && trace.points.length > pointsMost / 4)
  assert.deepEqual(trace.points[0], { atMs: 0, ended: 0 })
  assert.deepEqual(trace.points.at(-1), { atMs: 100_000_000, ended: 300_000 })
  const times = trace.points.map(({ atMs }) => atMs)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
})

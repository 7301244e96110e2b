import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BatchCounts, emptyCounts } from '../../contract/job.ts'
import { averageOf } from './average.ts'

const ran = (counts: Partial<BatchCounts>, restedMs = 0) => {
  return { state: 'finished', counts: { ...emptyCounts(), ...counts }, startedMs: 1_000, restedMs } as const
}

test('a run was as fast as its files in the time somebody worked on it', () => {
  assert.deepEqual(averageOf(ran({ done: 20, doneBytes: 400 }, 5_000), 16_000), { filesPerS: 2, bytesPerS: 40 })
  assert.equal(averageOf(ran({ done: 20 }), null), null)
  assert.deepEqual(averageOf(ran({ failed: 20 }), 11_000), { filesPerS: 2, bytesPerS: null })
  assert.equal(averageOf({ ...ran({ done: 20, doneBytes: 400 }), watch: 'scans' }, 11_000), null)
})

test('what was taken back took its time all the same, and what was there before took none', () => {
  assert.deepEqual(averageOf(ran({ undone: 20 }), 11_000), { filesPerS: 2, bytesPerS: null })
  assert.deepEqual(averageOf(ran({ done: 20, reused: 10, doneBytes: 400 }), 11_000), { filesPerS: 1, bytesPerS: null })
  assert.equal(averageOf(ran({ done: 20, reused: 20 }), 11_000), null)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyCounts } from '../../contract/job.ts'
import { isIdle, reachedCount } from './batch-state.ts'

const counts = { ...emptyCounts(), total: 96, done: 34, failed: 2, skipped: 2, cancelled: 58 }

test('a batch that was cancelled came as far as what it did, and one that went on without a few files came to its end', () => {
  assert.equal(reachedCount({ state: 'cancelled', counts }), 38)
  assert.equal(reachedCount({ state: 'finished', counts }), 96)
})

test('the run of a watched folder that has done all there was is idle; with files left, or a group that is open, it is not', () => {
  const day = { watch: 'w', state: 'running' as const, counts: { ...emptyCounts(), total: 3, done: 3 } }
  assert.equal(isIdle(day), true)
  assert.equal(isIdle({ ...day, counts: { ...day.counts, waiting: 1 } }), false)
  assert.equal(isIdle({ ...day, counts: { ...day.counts, running: 1 } }), false)
  assert.equal(isIdle({ ...day, state: 'paused' }), false)
  assert.equal(isIdle({ ...day, gathering: { groups: 1, files: 2, closesMs: null } }), false)
  assert.equal(isIdle({ state: 'running', counts: day.counts }), false)
})

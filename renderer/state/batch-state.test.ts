import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyCounts } from '../../contract/job.ts'
import { reachedCount } from './batch-state.ts'

const counts = { ...emptyCounts(), total: 96, done: 34, failed: 2, skipped: 2, cancelled: 58 }

test('a batch that was cancelled came as far as what it did, and one that went on without a few files came to its end', () => {
  assert.equal(reachedCount({ state: 'cancelled', counts }), 38)
  assert.equal(reachedCount({ state: 'finished', counts }), 96)
})

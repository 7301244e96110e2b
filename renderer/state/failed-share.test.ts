import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failedShare } from './failed-share.ts'

test('how many files failed is told of all that were worked on, also of those whose results were taken back', () => {
  assert.equal(failedShare({ done: 90, undone: 0, failed: 10 }), 0.1)
  assert.equal(failedShare({ done: 0, undone: 90, failed: 10 }), 0.1)
  assert.equal(failedShare({ done: 0, undone: 0, failed: 0 }), 0)
})

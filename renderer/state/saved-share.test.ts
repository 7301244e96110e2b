import assert from 'node:assert/strict'
import { test } from 'node:test'
import { savedShare } from './saved-share.ts'

test('what is saved is told of the original, and nothing is saved of an empty file', () => {
  assert.deepEqual([savedShare(100, 25), savedShare(100, 150), savedShare(0, 0), savedShare(0, 3)], [0.75, -0.5, 0, 0])
})

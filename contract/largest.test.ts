import assert from 'node:assert/strict'
import { test } from 'node:test'
import { largest } from './largest.ts'

test('the largest is found among any number of numbers', () => {
  assert.equal(largest([]), Number.NEGATIVE_INFINITY)
  assert.equal(largest([-3, 2, 1]), 2)
  assert.equal(largest(Array.from({ length: 300_000 }, (_, at) => at)), 299_999)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startsOf } from './span.ts'

test('a span ends with the present day or month, whatever the length of those before', () => {
  const now = new Date(2026, 2, 1, 13).getTime()
  const week = startsOf('week', now).map((atMs) => new Date(atMs).getDate())
  assert.deepEqual(week, [23, 24, 25, 26, 27, 28, 1, 2])
  const year = startsOf('year', now).map((atMs) => new Date(atMs).getMonth())
  assert.deepEqual(year, [3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3])
  assert.equal(startsOf('month', now).length, 31)
})

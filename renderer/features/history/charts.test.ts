import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startsOf } from './span.ts'
import { ticksIn } from './ticks.ts'

test('a span ends with the present day or month, whatever the length of those before', () => {
  const now = new Date(2026, 2, 1, 13).getTime()
  const week = startsOf('week', now).map((atMs) => new Date(atMs).getDate())
  assert.deepEqual(week, [23, 24, 25, 26, 27, 28, 1, 2])
  const year = startsOf('year', now).map((atMs) => new Date(atMs).getMonth())
  assert.deepEqual(year, [3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3])
  assert.equal(startsOf('month', now).length, 31)
})

test('where there is little room fewer days are named, so that none lies over another, and the present always is', () => {
  assert.deepEqual(ticksIn(1000, 31), [0, 5, 10, 15, 20, 25, 30])
  const phonePx = 200
  const few = ticksIn(phonePx, 31)
  assert.equal(few.at(-1), 30)
  const apartPx = (phonePx / 31) * ((few[1] ?? 0) - (few[0] ?? 0))
  assert.ok(few.length > 1 && apartPx > 55, `${apartPx} pixels apart`)
  assert.deepEqual(ticksIn(20, 8), [7])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startsOf } from './span.ts'
import { formatFor } from '../../texts/format.ts'
import { clocksOf, ticksIn } from './ticks.ts'

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

test('a batch of a few seconds is told by the second, so that no two moments are called the same, and a longer one by the minute', () => {
  const format = formatFor('en', 'en-GB')
  const at = (...seconds: number[]) => seconds.map((second) => new Date(2026, 0, 2, 14, 2, second).getTime())
  assert.deepEqual(clocksOf(at(1, 20, 70), format), ['14:02:01', '14:02:20', '14:03:10'])
  assert.deepEqual(clocksOf(at(1, 90, 170), format), ['14:02', '14:03', '14:04'])
})

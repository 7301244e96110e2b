import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpen, untilChangeMs } from './schedule.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const nights = { from: '22:00', to: '06:00', days: everyDay }
const office = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] }
/** The 5th of January 2026 is a Monday. */
const when = (day: number, hours: number, minutes = 0): Date => new Date(2026, 0, day, hours, minutes)

test('without a schedule it is always open', () => {
  assert.ok(isOpen(null, when(5, 3)))
  assert.equal(untilChangeMs(null, when(5, 3)), Number.POSITIVE_INFINITY)
})

test('hours of a day hold on the days named', () => {
  assert.deepEqual(
    [when(5, 8, 59), when(5, 9), when(5, 16, 59), when(5, 17), when(10, 12)].map((at) => isOpen(office, at)),
    [false, true, true, false, false],
  )
})

test('hours over midnight belong to the day they begin on', () => {
  assert.deepEqual(
    [when(5, 21, 59), when(5, 22), when(6, 5, 59), when(6, 6)].map((at) => isOpen(nights, at)),
    [false, true, true, false],
  )
  const fridays = { ...nights, days: [5] }
  assert.deepEqual(
    [when(9, 23), when(10, 5), when(10, 23), when(9, 5)].map((at) => isOpen(fridays, at)),
    [true, true, false, false],
  )
})

test('the same time twice is the whole day', () => {
  assert.ok(isOpen({ from: '00:00', to: '00:00', days: everyDay }, when(5, 13)))
})

test('the next turn is known to the minute', () => {
  assert.equal(untilChangeMs(nights, when(5, 21, 30)), 30 * 60_000)
  assert.equal(untilChangeMs(office, when(9, 17, 0)), 64 * 3_600_000)
})

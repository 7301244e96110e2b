import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextOpeningMs } from './next-opening.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()

test('hours begin later today, or on the next of their days', () => {
  const night = { from: '22:00', to: '06:00', days: [1, 2, 3, 4, 5] }
  // 27 November 2026 is a Friday.
  assert.equal(nextOpeningMs(night, at(27, 12)), at(27, 22))
  assert.equal(nextOpeningMs(night, at(28, 12)), at(30, 22))
  assert.equal(nextOpeningMs({ ...night, days: [7] }, at(27, 12)), at(29, 22))
  assert.equal(nextOpeningMs({ from: '09:00', to: '12:00', days: [5] }, at(27, 13)), at(27 + 7, 9))
})

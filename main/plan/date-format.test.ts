import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate } from './date-format.ts'

const full = 'YYYY-MM-DD HH.mm.ss'

test('an instant is written in the zone asked for', () => {
  const instantMs = Date.UTC(2024, 11, 31, 23, 30, 5)
  assert.equal(formatDate(instantMs, { format: full, zone: 'UTC' }), '2024-12-31 23.30.05')
  assert.equal(formatDate(instantMs, { format: full, zone: 'Asia/Tokyo' }), '2025-01-01 08.30.05')
  assert.equal(formatDate(instantMs, { format: 'YYYY', zone: '' })?.length, 4)
})

test('midnight is hour 00, and years have four digits', () => {
  assert.equal(formatDate(Date.UTC(2024, 0, 1), { format: full, zone: 'UTC' }), '2024-01-01 00.00.00')
  assert.equal(formatDate(-61_000_000_000_000, { format: 'YYYY', zone: 'UTC' }), '0036')
})

test('a time without offset is used as written, one with an offset is an instant', () => {
  const options = { format: full, zone: 'Asia/Tokyo' }
  assert.equal(formatDate('2024-05-01T12:00:00', options), '2024-05-01 12.00.00')
  assert.equal(formatDate('2024:05:01 12:00:00', options), '2024-05-01 12.00.00')
  assert.equal(formatDate('2024-05-01', options), '2024-05-01 00.00.00')
  assert.equal(formatDate('2024-05-01T12:00:00Z', options), '2024-05-01 21.00.00')
  assert.equal(formatDate('2024-05-01T12:00:00+09:00', options), '2024-05-01 12.00.00')
})

test('what is no date is not written', () => {
  for (const value of ['', 'soon', '0000:00:00 00:00:00', '2024-02-31', '2024-13-01', Number.NaN, 9e15])
    assert.equal(formatDate(value, { format: full, zone: 'UTC' }), undefined, String(value))
})

test('parts of the date are not taken for parts again', () => {
  assert.equal(formatDate('2024-05-01T11:22:33', { format: 'YYYYMMDDTHHmmss', zone: '' }), '20240501T112233')
})

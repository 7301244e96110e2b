import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnProfile } from './column-profile.ts'

test('a column is numbers, dates or texts by all that stands in it', () => {
  const kinds = [['1', '-2.50', ''], ['2026-07-03', '2026-07-04 10:00'], ['04400', '01200'], ['1,249.00'], [' ', '']]
  assert.deepEqual(
    kinds.map((column) => columnProfile(column).kind),
    ['number', 'date', 'text', 'text', 'empty'],
  )
})

test('empty and different cells are counted, and numbers have a middle and a spread', () => {
  const { decimals, cells, empty, distinct, spread } = columnProfile(['10', '20', '20', '', '30', '110.25'])
  assert.deepEqual([decimals, cells, empty, distinct], [2, 6, 1, 4])
  assert.deepEqual([spread?.least, spread?.middle, spread?.most], [10, 20, 110.25])
  assert.equal(spread?.parts.at(0), 1)
  assert.equal(spread?.parts.at(-1), 1)
  assert.equal(
    spread?.parts.reduce((sum, count) => sum + count, 0),
    5,
  )
})

test('numbers that are all the same have no spread', () => {
  assert.equal(columnProfile(['5', '5']).spread, null)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsOf, changedCells } from './changed-cells.ts'

test('cells are told apart, also those with separators, quotes and line ends in them', () => {
  assert.deepEqual(cellsOf('a,b\r\n"1,249.00","say ""x"""\n"two\nlines",\n', ','), [
    ['a', 'b'],
    ['1,249.00', 'say "x"'],
    ['two\nlines', ''],
  ])
})

test('changed cells, new columns and rows that went are found by the names of columns', () => {
  const before = cellsOf('date,text\n1,x\n2,y\n3,z\n', ',')
  const { head, rows, changed, dropped } = changedCells(before, cellsOf('text,date,vat\nx,01,9\ny,2,9\n', ','))
  assert.deepEqual(
    head.map(({ isNew }) => isNew),
    [false, false, true],
  )
  assert.deepEqual(
    rows.map(({ cells }) => cells.map(({ change }) => change).join(' ')),
    ['same changed new', 'same same new'],
  )
  assert.deepEqual([changed, dropped], [1, 1])
})

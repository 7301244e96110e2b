import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsOf, changedCells, type TableChange } from './changed-cells.ts'

const table = (text: string, isCut = false) => ({ cells: cellsOf(text, ','), isCut })
const kindsOf = ({ rows }: TableChange) => rows.map(({ kind, nth }) => `${kind} ${nth ?? ''}`.trim())

test('cells are told apart, also those with separators, quotes and line ends in them', () => {
  assert.deepEqual(cellsOf('a,b\r\n"1,249.00","say ""x"""\n"two\nlines",\n', ','), [
    ['a', 'b'],
    ['1,249.00', 'say "x"'],
    ['two\nlines', ''],
  ])
})

test('changed cells and new columns are found by the names of columns', () => {
  const change = changedCells(table('date,text\n1,x\n2,y\n3,z\n'), table('text,date,vat\nx,01,9\ny,2,9\nz,3,9\n'))
  assert.deepEqual(
    change.head.map(({ isNew }) => isNew),
    [false, false, true],
  )
  assert.deepEqual(
    change.rows.map(({ cells }) => cells.map(({ change: each }) => each).join(' ')),
    ['same changed new', 'same same new', 'same same new'],
  )
  assert.equal(change.rows[0]?.cells[1]?.was, '1')
  assert.deepEqual([change.changed, change.dropped], [1, 0])
})

test('a row that was dropped keeps its place, whatever has become of the others', () => {
  const before = table('date,text\n1/7,x\n2/7,y\n3/7,z\n4/7,w\n')
  const change = changedCells(before, table('date,text\n07-01,x\n07-03,z\n07-04,w\n'))
  assert.deepEqual(kindsOf(change), ['kept 1', 'dropped 2', 'kept 3', 'kept 4'])
  assert.deepEqual([change.changed, change.dropped], [3, 1])
  assert.deepEqual(
    change.rows[1]?.cells.map(({ text }) => text),
    ['2/7', 'y'],
  )
})

test('a row that came stands where it came, and changes nothing', () => {
  const change = changedCells(table('a,b\n1,x\n3,z\n'), table('a,b\n1,x\n2,y\n3,z\n'))
  assert.deepEqual(kindsOf(change), ['kept 1', 'added', 'kept 2'])
  assert.deepEqual([change.changed, change.dropped], [0, 0])
})

test('of tables of which only the beginning is known, the end counts for nothing', () => {
  const change = changedCells(table('a,b\n1,x\n2,y\n3,z\n4,', true), table('a,b\n1,x\n2,y\n3', true))
  assert.deepEqual(kindsOf(change), ['kept 1', 'kept 2'])
  assert.deepEqual([change.changed, change.dropped], [0, 0])
})

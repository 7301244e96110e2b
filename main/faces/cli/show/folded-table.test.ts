import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldedTableLines } from './folded-table.ts'

const rows = [
  ['x', '', ''],
  ['copy', '', 'Copies every file as it is, checked byte for byte.'],
  ['写真', 'own', 'Short.'],
  ['tidy-names', '', ''],
]

test('on a terminal the last column goes on below itself, between words', () => {
  assert.deepEqual(foldedTableLines(rows, { live: true, columns: 44 }), [
    'x',
    'copy             Copies every file as it is,',
    '                 checked byte for byte.',
    '写真        own  Short.',
    'tidy-names',
  ])
})

test('a pipe has a line a row, and so has a terminal with too little room', () => {
  for (const terminal of [
    { live: false, columns: 44 },
    { live: true, columns: 30 },
  ])
    assert.equal(foldedTableLines(rows, terminal).length, 4)
  assert.deepEqual(foldedTableLines([], { live: true, columns: 80 }), [])
})

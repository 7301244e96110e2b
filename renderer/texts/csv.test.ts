import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv } from './csv.ts'

test('names that look like formulas stay names', () => {
  const dangerous = ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=x', ' =x', '|calc']
  for (const name of dangerous)
    assert.ok(csv([[name]]).startsWith(`\ufeff'`) || csv([[name]]).startsWith(`\ufeff"'`), name)
  assert.equal(csv([['photo-1.jpg', -2]]), '\ufeffphoto-1.jpg,-2\r\n')
})

test('commas, quotes and line ends inside a cell stay inside it', () => {
  assert.equal(csv([['a,b', 'say "x"', 'one\ntwo']]), '\ufeff"a,b","say ""x""","one\ntwo"\r\n')
})

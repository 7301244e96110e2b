import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizesApart, sizeText } from './size-text.ts'

test('sizes are told in units people read', () => {
  const sizes = [0, 999, 1000, 536_870_912, 999_949_999, 999_950_000, 2.5e15]
  assert.deepEqual(sizes.map(sizeText), ['0 B', '999 B', '1.0 kB', '536.9 MB', '999.9 MB', '1.0 GB', '2.5 PB'])
})

test('two sizes that would read alike are told to the byte', () => {
  assert.deepEqual(sizesApart(8_010, 8_000), ['8010 B', '8000 B'])
  assert.deepEqual(sizesApart(9_000, 8_000), ['9.0 kB', '8.0 kB'])
})

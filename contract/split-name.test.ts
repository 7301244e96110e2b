import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitName } from './split-name.ts'

const split = (name: string): string[] => Object.values(splitName(name))

test('the last dot ends the stem, unless the name begins or ends with it', () => {
  assert.deepEqual(split('a.b.txt'), ['a.b', '.txt'])
  assert.deepEqual(split('Makefile'), ['Makefile', ''])
  assert.deepEqual(split('.profile'), ['.profile', ''])
  assert.deepEqual(split('end.'), ['end.', ''])
  assert.deepEqual(split('a.txt.'), ['a.txt.', ''])
})

test('an archive that is packed has one extension', () => {
  assert.deepEqual(split('My Photos.tar.gz'), ['My Photos', '.tar.gz'])
  assert.deepEqual(split('v1.2.TAR.Zst'), ['v1.2', '.TAR.Zst'])
  assert.deepEqual(split('a.tar.gz.age'), ['a.tar.gz', '.age'])
  assert.deepEqual(split('guitar.gz'), ['guitar', '.gz'])
  assert.deepEqual(split('.tar.gz'), ['.tar', '.gz'])
})

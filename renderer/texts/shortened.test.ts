import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortened } from './shortened.ts'

test('a long name keeps its beginning and its ending, so that results of one file can be told apart', () => {
  const long = `Harbour ${'on a rainy day '.repeat(10)}`
  assert.equal(shortened('Harbour-480w.avif', 36), 'Harbour-480w.avif')
  assert.equal(shortened(`${long}-480w.avif`, 30), 'Harbour on a r… day -480w.avif')
  assert.notEqual(shortened(`${long}-480w.avif`, 30), shortened(`${long}-480w.webp`, 30))
  assert.equal(shortened('abcdefgh', 5), 'ab…gh')
})

test('no character is cut in two', () => {
  const family = '👩‍👩‍👧'
  assert.equal(shortened(family.repeat(5), 5), family.repeat(5))
  assert.equal(shortened(family.repeat(9), 5), `${family.repeat(2)}…${family.repeat(2)}`)
})

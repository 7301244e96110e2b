import assert from 'node:assert/strict'
import { test } from 'node:test'
import { savedBytes } from './saved-bytes.ts'

test('a run saves what its results are smaller than the originals they replaced', () => {
  assert.equal(savedBytes({ doneBytes: 100, outputBytes: 40 }, true), 60)
  assert.equal(savedBytes({ doneBytes: 100, outputBytes: 140 }, true), 0)
})

test('nothing is saved where the originals stay, however small a checksum list is', () => {
  assert.equal(savedBytes({ doneBytes: 100_000, outputBytes: 40 }, false), 0)
})

test('nothing is saved by a run that wrote nothing', () => {
  assert.equal(savedBytes({ doneBytes: 100, outputBytes: 0 }, true), 0)
})

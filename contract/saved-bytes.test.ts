import assert from 'node:assert/strict'
import { test } from 'node:test'
import { savedBytes } from './saved-bytes.ts'

test('a run saves what its results are smaller than their originals', () => {
  assert.equal(savedBytes({ done: 2, results: 2, doneBytes: 100, outputBytes: 40 }), 60)
  assert.equal(savedBytes({ done: 2, results: 4, doneBytes: 100, outputBytes: 80 }), 20)
})

test('nothing is saved by larger results, nor where nothing was written', () => {
  assert.equal(savedBytes({ done: 2, results: 2, doneBytes: 100, outputBytes: 140 }), 0)
  assert.equal(savedBytes({ done: 2, results: 0, doneBytes: 100, outputBytes: 0 }), 0)
})

test('what another run made is saved by that one, and not once more by each that finds it there', () => {
  const takenOver = { files: 2, bytes: 100, results: 2, outputBytes: 40 }
  assert.equal(savedBytes({ done: 2, results: 2, doneBytes: 100, outputBytes: 40, takenOver }), 0)
  assert.equal(savedBytes({ done: 3, results: 3, doneBytes: 190, outputBytes: 60, takenOver }), 70)
})

test('a list of checksums saves nothing, however small it is', () => {
  assert.equal(savedBytes({ done: 25, results: 1, doneBytes: 100_000, outputBytes: 40 }), 0)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BatchCounts, emptyCounts } from '../../contract/job.ts'
import { undoableFiles } from './undoable.ts'

const row = (counts: Partial<BatchCounts>, lost = 0, state: 'finished' | 'running' = 'finished') => ({
  state,
  counts: { ...emptyCounts(), ...counts },
  undo: { untilMs: null, lost },
})
const taken = (files: number) => ({ files, bytes: 0, results: files, outputBytes: 0 })

test('undo promises only files that the run made itself and whose originals are there', () => {
  assert.equal(undoableFiles(row({ done: 5 })), 5)
  assert.equal(undoableFiles(row({ done: 5 }, 2)), 3)
  assert.equal(undoableFiles(row({ done: 5, reused: 3, takenOver: taken(3) })), 2)
  assert.equal(undoableFiles(row({ done: 6, reused: 6, takenOver: taken(6) })), 0)
  assert.equal(undoableFiles(row({ done: 2, reused: 2, takenOver: taken(0), failed: 1 })), 2)
})

test('nothing is undone of a run that is under way', () => {
  assert.equal(undoableFiles(row({ total: 9, waiting: 4, done: 5 }, 0, 'running')), 0)
})

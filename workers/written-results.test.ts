import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TaskResult } from '../contract/task.ts'
import { WrittenResults } from './written-results.ts'

function result(index: number, { sizeBytes = 1, plain = true }: Partial<TaskResult> = {}): TaskResult {
  return { branch: 0, index, path: `${index}`, type: '', extension: '', sizeBytes, facts: {}, ...(plain && { plain }) }
}

test('plain results are told in bunches, large ones soon, and what is not told is left for the end', () => {
  const bunches: number[] = []
  const written = new WrittenResults((results) => bunches.push(results.length))
  for (let at = 0; at < 70; at += 1) written.add(result(at))
  written.add(result(70, { sizeBytes: 2 ** 30 }))
  written.add(result(71))
  assert.deepEqual(bunches, [64, 7])
  assert.deepEqual(
    written.rest.map(({ index }) => index),
    [71],
  )
})

test('behind a result that has to be checked nothing is told, so that the order stays', () => {
  const told: TaskResult[] = []
  const written = new WrittenResults((results) => told.push(...results))
  written.add(result(0, { plain: false }))
  for (let at = 1; at < 200; at += 1) written.add(result(at))
  assert.deepEqual([told.length, written.rest.length], [0, 200])
})

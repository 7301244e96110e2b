import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { TaskResult } from '../../../contract/task.ts'
import { ComingResults } from './coming-results.ts'

function result(branch: number, index: number): TaskResult {
  return { branch, index, path: `${branch}.${index}`, type: '', extension: '', sizeBytes: 0, facts: {} }
}

const all = [result(0, 0), result(0, 1), result(1, 0), result(1, 1)]
const numbered = all.map((one): [number, TaskResult] => [one.branch, one])

test('results come once and in their order, those that are told before the others', async () => {
  const coming = new ComingResults()
  const taken: string[][] = []
  const taking = (async () => {
    for await (const { results } of coming) taken.push(results.map((one) => one?.path ?? ''))
  })()
  coming.tell(all.slice(0, 1))
  await turn()
  assert.deepEqual(taken, [['0.0']])
  coming.tell(all.slice(1, 3))
  coming.end(numbered)
  await taking
  assert.deepEqual(taken, [['0.0'], ['0.1'], ['1.0'], ['1.1']])
})

test('when there will be no more, those that wait are left', async () => {
  const coming = new ComingResults()
  coming.tell(all)
  coming.abandon()
  assert.deepEqual(await Array.fromAsync(coming), [])
})

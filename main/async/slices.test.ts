import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slices } from './slices.ts'

async function* listsOf<T>(...lists: T[][]): AsyncIterable<T[]> {
  yield* lists
}

test('every item comes once, in order, in slices of one list each', async () => {
  const got = await Array.fromAsync(slices(listsOf([1, 2, 3, 4, 5], [], [6], [7, 8]), { most: 2 }))
  assert.deepEqual(got, [[1, 2], [3, 4], [5], [6], [7, 8]])
})

test('whatever waits for the thread has its turn between two slices', async () => {
  const told: string[] = []
  for await (const slice of slices(listsOf(['a', 'b', 'c']), { most: 1 })) {
    told.push(...slice)
    setImmediate(() => told.push('turn'))
  }
  assert.deepEqual(told, ['a', 'turn', 'b', 'turn', 'c'])
})

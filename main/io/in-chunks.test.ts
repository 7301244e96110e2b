import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InChunks } from './in-chunks.ts'

function* numbers(count: number): Generator<number> {
  for (let n = 0; n < count; n++) yield n
}

test('each chunk goes on where the last one ended, until nothing is left', () => {
  const chunks = new InChunks<number>()
  chunks.open(1, numbers(300))
  const drawn = [chunks.next(1), chunks.next(1), chunks.next(1)]
  assert.deepEqual(
    drawn.map(({ length }) => length),
    [256, 44, 0],
  )
  assert.deepEqual(drawn.flat(), [...numbers(300)])
})

test('of what was closed, or never opened, nothing comes', () => {
  const chunks = new InChunks<number>()
  chunks.open(1, numbers(300))
  chunks.close(1)
  assert.deepEqual([chunks.next(1), chunks.next(2)], [[], []])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAhead } from './read-ahead.ts'

const content = Buffer.from(Array.from({ length: 2 ** 20 }, (_, at) => (at * 7) % 251))

test('small parts that follow each other are read with few calls, and any part is what stands there', async () => {
  let calls = 0
  const read = readAhead(async (at, length) => {
    calls += 1
    return content.subarray(at, at + length)
  })
  for (let at = 0; at < content.length; at += 900)
    assert.deepEqual(await read(at, 1000), content.subarray(at, at + 1000))
  assert.ok(calls < 10, `${calls} calls`)
  for (const [at, length] of [
    [2 ** 20 - 10, 50],
    [5, 2 ** 19],
    [2 ** 20, 1],
    [3, 0],
    [2 ** 19, 2 ** 18],
  ] as const)
    assert.deepEqual(await read(at, length), content.subarray(at, at + length))
})

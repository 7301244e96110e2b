import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lendAhead, readAhead } from './read-ahead.ts'

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

/** As a file is read: into the room that is given, and so that others are read meanwhile. */
async function readInto(at: number, length: number, room?: Buffer): Promise<Buffer> {
  const found = content.subarray(at, at + length)
  const answer = room ? room.subarray(0, found.copy(room)) : Buffer.from(found)
  await new Promise((resolve) => setImmediate(resolve))
  return answer
}

test('lent bytes are what stands there also where many ask for them at once, and come in memory that is used again', async () => {
  const rooms = new Set<Buffer>()
  const lend = lendAhead((at, length, room) => {
    if (room) rooms.add(room)
    return readInto(at, length, room)
  })
  const places = Array.from({ length: 300 }, (_, n) => (n * 104_729) % content.length)
  for (const at of places)
    assert.ok(await lend(at, 900, (bytes) => bytes.equals(content.subarray(at, at + 900))), `from ${at} on`)
  assert.ok(rooms.size <= 2, `${rooms.size} pieces of memory`)
  const same = await Promise.all(
    places.map((at) => lend(at, 900, (bytes) => bytes.equals(content.subarray(at, at + 900)))),
  )
  assert.deepEqual(new Set(same), new Set([true]))
})

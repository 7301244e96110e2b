import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WalkEntry } from '../io/looking/walk.ts'
import { arrivals, type WalkPort } from './arrivals.ts'

const options = { leaveOut: [], maxDepth: 64, signal: new AbortController().signal }

/** A walk of chunks of one file each, and everything it was asked. */
function walkOf(chunks: (string | Error)[]): { port: WalkPort; asked: string[] } {
  const asked: string[] = []
  const left = [...chunks]
  const call = async (operation: string): Promise<unknown> => {
    asked.push(operation)
    const next = operation === 'walkNext' ? left.shift() : undefined
    if (next instanceof Error) throw next
    return next === undefined ? [] : [{ path: next, relative: '', identity: null, fault: null, wanted: true }]
  }
  return { port: { call } as WalkPort, asked }
}

async function pathsOf(walk: AsyncIterable<WalkEntry[]>): Promise<string[]> {
  return (await Array.fromAsync(walk)).flat().map(({ path }) => path)
}

test('chunks come in order, one is asked for ahead, and the walk is closed behind the last', async () => {
  const { port, asked } = walkOf(['a', 'b'])
  const walk = arrivals(port, [], options)
  assert.equal((await walk.next()).value?.[0]?.path, 'a')
  assert.deepEqual(asked, ['walkOpen', 'walkNext', 'walkNext'])
  assert.deepEqual(await pathsOf(walk), ['b'])
  assert.deepEqual(asked, ['walkOpen', 'walkNext', 'walkNext', 'walkNext', 'walkClose'])
})

test('what goes wrong ahead is told in its turn, and a walk that is left is closed', async () => {
  const failing = walkOf(['a', new Error('gone')])
  const walk = arrivals(failing.port, [], options)
  assert.equal((await walk.next()).value?.[0]?.path, 'a')
  await assert.rejects(walk.next(), /gone/)
  assert.equal(failing.asked.at(-1), 'walkClose')
  const left = walkOf(['a', new Error('gone')])
  for await (const _ of arrivals(left.port, [], options)) break
  assert.equal(left.asked.at(-1), 'walkClose')
})

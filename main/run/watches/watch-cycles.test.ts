import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cycleThrough, type Flow } from './watch-cycles.ts'

const flow = (name: string, [folder, out]: [string, string], depth: number | null = null): Flow => ({
  id: name,
  name,
  folder,
  out,
  depth,
})

test('two folders that feed each other are a circle, named in order', () => {
  assert.deepEqual(cycleThrough(flow('b', ['/y', '/x']), [flow('a', ['/x', '/y'])]), ['b', 'a', 'b'])
})

test('a circle over many folders is found, by the shortest way', () => {
  const others = [
    flow('a', ['/1', '/2']),
    flow('b', ['/2/deep', '/3']),
    flow('c', ['/3', '/4']),
    flow('d', ['/2', '/4']),
  ]
  assert.deepEqual(cycleThrough(flow('e', ['/4', '/1/in']), others), ['e', 'a', 'd', 'e'])
})

test('a chain is no circle, and neither is a folder that results of its own go into', () => {
  assert.deepEqual(cycleThrough(flow('b', ['/y', '/z']), [flow('a', ['/x', '/y'])]), [])
  assert.deepEqual(cycleThrough(flow('a', ['/x', '/x/done']), []), [])
  assert.deepEqual(cycleThrough(flow('a', ['/x', '/x']), [flow('a', ['/x', '/x'])]), [])
})

test('two recipes on one folder that both save into it are a circle', () => {
  assert.deepEqual(cycleThrough(flow('b', ['/x', '/x/b']), [flow('a', ['/x', '/x/a'])]), ['b', 'a', 'b'])
})

test('results that lie deeper than a watch looks do not feed it', () => {
  assert.deepEqual(cycleThrough(flow('b', ['/x', '/x/b'], 0), [flow('a', ['/x', '/x/a'], 0)]), [])
})

test('names that only begin alike are different folders', () => {
  assert.deepEqual(cycleThrough(flow('b', ['/photos2', '/photos']), [flow('a', ['/photos', '/photos 2'])]), [])
})

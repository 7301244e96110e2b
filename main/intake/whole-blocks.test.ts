import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { WalkEntry } from '../io/looking/walk.ts'
import { wholeBlocks } from './whole-blocks.ts'

const entry = (path: string): WalkEntry => ({ path, relative: '', identity: null, fault: null, wanted: true })

async function chunked(paths: string[], size: number, separator = '/'): Promise<string[][]> {
  async function* chunks() {
    for (let at = 0; at < paths.length; at += size) yield paths.slice(at, at + size).map(entry)
  }
  return (await Array.fromAsync(wholeBlocks(chunks(), separator))).map((chunk) => chunk.map(({ path }) => path))
}

test('files that are named alike come in one chunk at the top of a drive and of a disk as well', async () => {
  assert.deepEqual(await chunked(['E:\\a.cr2', 'E:\\a.jpg'], 1, '\\'), [['E:\\a.cr2', 'E:\\a.jpg']])
  assert.deepEqual(await chunked(['/.a', '/a.cr2', '/a.jpg'], 1), [['/.a'], ['/a.cr2', '/a.jpg']])
})

test('files that are named alike come in one chunk, however the walk was cut', async () => {
  const paths = [
    '/x/a.cr2',
    '/x/a.jpg',
    '/x/a.jpg.xmp',
    '/x/ab.jpg',
    '/x/b.d/a.jpg',
    '/x/b.d/a.xmp',
    '/x/b.jpg',
    '/x/b.xmp',
  ]
  for (const size of [1, 2, 3, 5, 8]) {
    const chunks = await chunked(paths, size)
    assert.deepEqual(chunks.flat(), paths)
    for (const [one, two] of [
      ['/x/a.cr2', '/x/a.jpg.xmp'],
      ['/x/b.d/a.jpg', '/x/b.d/a.xmp'],
      ['/x/b.jpg', '/x/b.xmp'],
    ] as const)
      assert.ok(
        chunks.some((chunk) => chunk.includes(one) && chunk.includes(two)),
        `${one} and ${two} by ${size}`,
      )
  }
})

test('nothing is lost, added or moved', async () => {
  const name = fc.constantFrom('a', 'a.b', 'a.b.c', '.a', 'ab.c', 'b')
  const path = fc.tuple(fc.constantFrom('/', '/x/', '/x/a.b/'), name).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path), fc.integer({ min: 1, max: 4 }), async (paths, size) => {
      paths.sort()
      assert.deepEqual((await chunked(paths, size)).flat(), paths)
    }),
  )
})

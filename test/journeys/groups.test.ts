import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const files = { 'a.txt': '1', 'b.txt': '2', 'sub/c.txt': '3' }
const list = (options: string): string => `name: lists\nsteps:\n  - file.checksums: { ${options} }\n`

const listsIn = (tree: Record<string, string>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tree)
      .filter(([path]) => path.startsWith('out/'))
      .map(([path, text]) => [path, text.trim().split('\n').length]),
  )

test('many files become one result, and each of them tells of it', async () => {
  await using place = await openPlace(files)
  const { states, lines } = await place.run(list(''))
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'done', 'c.txt': 'done' })
  assert.deepEqual(listsIn(place.tree()), { 'out/in.sha256': 3 })
  assert.deepEqual(new Set(lines.map(({ outputs }) => outputs[0]?.path)), new Set([join(place.outPath, 'in.sha256')]))
})

test('files are gathered by folder, or by so many at a time, under the same names every time', async () => {
  await using place = await openPlace(files)
  await place.run(list('group: folder'))
  assert.deepEqual(listsIn(place.tree()), { 'out/in.sha256': 2, 'out/sub.sha256': 1 })
  await using counted = await openPlace(files)
  await counted.run(list('most: 2'))
  assert.deepEqual(listsIn(counted.tree()), { 'out/in 2.sha256': 1, 'out/in.sha256': 2 })
})

test('the same group again is reused; one with a member less is made anew', async () => {
  await using place = await openPlace(files)
  await place.run(list(''))
  assert.deepEqual((await place.run(list(''))).states, { 'a.txt': 'reused', 'b.txt': 'reused', 'c.txt': 'reused' })
  rmSync(join(place.inPath, 'b.txt'))
  assert.deepEqual((await place.run(list(''))).states, { 'a.txt': 'done', 'c.txt': 'done' })
  assert.deepEqual(listsIn(place.tree()), { 'out/in 2.sha256': 2, 'out/in.sha256': 3 })
})

test('a group is taken back as one', async () => {
  await using place = await openPlace(files)
  const { batch } = await place.run(list(''))
  const signal = AbortSignal.timeout(60_000)
  await place.host.client.ask('batch.undo', { batch: batch.batchId }, { signal })
  assert.deepEqual(listsIn(place.tree()), {})
})

import assert from 'node:assert/strict'
import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const copy = 'name: copy\n'

test('files come out as they went in, each in its folder, and two of equal content are two', async () => {
  await using place = await openPlace({ 'a.txt': 'same', 'b.txt': 'same', 'sub/c.txt': 'other', empty: '' })
  const { batch, states } = await place.run(copy)
  assert.deepEqual(states, { 'a.txt': 'done', 'b.txt': 'done', 'c.txt': 'done', empty: 'done' })
  assert.equal(batch.state, 'finished')
  const files = { 'a.txt': 'same', 'b.txt': 'same', empty: '', 'sub/c.txt': 'other' }
  const both = (root: string) => Object.entries(files).map(([path, content]) => [`${root}/${path}`, content])
  assert.deepEqual(place.tree(), Object.fromEntries([...both('in'), ...both('out')]))
})

test('the same again makes nothing twice; a deleted result is made again under its name; a touched source is not', async () => {
  await using place = await openPlace({ 'a.txt': 'one', 'b.txt': 'two' })
  await place.run(copy)
  const first = place.tree()
  assert.deepEqual((await place.run(copy)).states, { 'a.txt': 'reused', 'b.txt': 'reused' })
  rmSync(join(place.outPath, 'a.txt'))
  utimesSync(join(place.inPath, 'b.txt'), 1000, 1000)
  assert.deepEqual((await place.run(copy)).states, { 'a.txt': 'done', 'b.txt': 'reused' })
  assert.deepEqual(place.tree(), first)
})

test('a result that somebody edited is left alone, and the new one gets the next number', async () => {
  await using place = await openPlace({ 'a.txt': 'one' })
  await place.run(copy)
  place.write({ 'out/a.txt': 'somebody’s' })
  await place.run(copy)
  assert.deepEqual(place.tree(), { 'in/a.txt': 'one', 'out/a 2.txt': 'one', 'out/a.txt': 'somebody’s' })
})

test('names that meet are numbered in the order of the walk, whatever order the files are given in', async () => {
  const recipe = 'name: flat\noutputs:\n  - { folder: "{out}", name: same }\n'
  const files = { 'a/1.txt': '1', 'a/2.txt': '2', 'b/1.txt': '3', 'c.txt': '4' }
  const named = ['out/same 2.txt', 'out/same 3.txt', 'out/same 4.txt', 'out/same.txt']
  for (const order of [
    ['a', 'b', 'c.txt'],
    ['c.txt', 'b', 'a'],
  ]) {
    await using place = await openPlace(files)
    await place.run(recipe, { sources: order.map((name) => join(place.inPath, name)) })
    const out = Object.entries(place.tree()).filter(([path]) => path.startsWith('out/'))
    assert.deepEqual(
      out,
      [named[0], named[1], named[2], named[3]].map((path, at) => [path, ['2', '3', '4', '1'][at]]),
    )
  }
})

test('a source that is missing fails by itself, with its reason', async () => {
  await using place = await openPlace({ 'a.txt': 'one' })
  const { lines, states } = await place.run(copy, {
    sources: [join(place.inPath, 'a.txt'), join(place.inPath, 'gone.txt')],
  })
  assert.deepEqual(states, { 'a.txt': 'done', 'gone.txt': 'failed' })
  assert.equal(lines.find(({ state }) => state === 'failed')?.code, 'file-missing')
})

test('the same tree gives the same names, in whatever order its files were made and are given', async () => {
  const names = ['b/x.jpg', 'a/x.jpg', 'x.jpg', 'a.b/x.JPG', 'a/x.xmp', 'B/x.jpg', 'ä/x.jpg', 'x 2.jpg', 'a/x.cr2']
  const recipe =
    'name: flat\ncompanions: known\noutputs:\n  - { folder: "{out}", name: "{stem|lower}" }\n  - { folder: "{out}", name: "{stem}-{counter:3}" }\n'
  const trees: Record<string, string>[] = []
  for (const order of [names, names.toReversed(), names.toSorted()]) {
    await using place = await openPlace({})
    for (const name of order) place.write({ [`in/${name}`]: name })
    const given = order.map((name) => join(place.inPath, name.split('/')[0] ?? ''))
    await place.run(recipe, { sources: [...new Set(given)] })
    trees.push(place.tree())
  }
  const travelling = 2
  const results = Object.keys(trees[0] ?? {}).filter((path) => path.startsWith('out/'))
  assert.equal(results.length, 2 * names.length - travelling)
  for (const tree of trees) assert.deepEqual(tree, trees[0])
})

test('a folder inside the one that results go to is taken as any other', async () => {
  await using place = await openPlace({ 'sub/b.txt': 'b' })
  const { states } = await place.run('name: copy\noutput: { folder: "{out}" }\n', {
    sources: [join(place.inPath, 'sub')],
    out: place.inPath,
  })
  assert.deepEqual([states, place.tree()], [{ 'b.txt': 'done' }, { 'in/b.txt': 'b', 'in/sub/b.txt': 'b' }])
})

test('of a file whose name cannot be given nothing is left', async () => {
  await using place = await openPlace({ 'b.txt': 'b' })
  const { states } = await place.run('name: wide\noutput: { folder: "{out}", name: "{stem}-{width}" }\n')
  assert.deepEqual([states, place.tree()], [{ 'b.txt': 'failed' }, { 'in/b.txt': 'b' }])
})

import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { bindFolder, whyNoBinding } from '../fixtures/bound-folder.ts'
import { WatchPlace } from '../fixtures/watch-place.ts'

const skip = whyNoBinding()
const signal = AbortSignal.timeout(600_000)

test('results are no input where their folder is mounted inside the sources too, and a plan says so', {
  skip,
}, async () => {
  await using place = await openPlace({ 'a.txt': '1' })
  using _ = bindFolder(place.outPath, join(place.inPath, 'sub/bound'))
  place.write({ 'out/kept.txt': 'lies there', 'copy.yaml': 'millrace: 1\nname: copy\n' })
  const question = { recipe: join(dirname(place.inPath), 'copy.yaml'), sources: [place.inPath], out: place.outPath }
  const { counts } = await place.host.client.ask('batch.plan', question, { signal })
  assert.equal(counts.run, 1)
  for (const again of [false, true])
    assert.deepEqual((await place.run('name: copy\n', { again })).states, { 'a.txt': 'done' })
})

test('where the sources are mounted as the output folder no result pushes out another file of the run', {
  skip,
}, async () => {
  await using place = await openPlace({ 'p1.txt': '1', 'p2.txt': '2' })
  using _ = bindFolder(place.inPath, place.outPath)
  const name = '{stem|replace:^p2$:p3|replace:^p1$:p2}'
  const recipe = `name: shift\noutput: { folder: "{out}", name: "${name}" }\n`
  const { states } = await place.run(recipe, { conflict: 'replace' })
  assert.deepEqual(states, { 'p1.txt': 'done', 'p2.txt': 'done' })
  const made = Object.entries(place.tree()).filter(([path]) => path.startsWith('in/'))
  assert.deepEqual(Object.fromEntries(made), {
    'in/p1.txt': '1',
    'in/p2 2.txt': '1',
    'in/p2.txt': '2',
    'in/p3.txt': '2',
  })
})

test('a watched folder in which the output folder is mounted too takes none of its results', { skip }, async () => {
  await using place = await WatchPlace.open({ 'a.txt': '1' })
  using _ = bindFolder(place.path('out'), place.path('in', 'bound'))
  const { id } = await place.watch()
  await place.untilOut(id, ['a.txt'])
  place.write('in', { 'b.txt': '2' })
  await place.untilOut(id, ['a.txt', 'b.txt'])
  await place.ask('watch.rescan', { watch: id })
  place.write('in', { 'c.txt': '3' })
  await place.untilOut(id, ['a.txt', 'b.txt', 'c.txt'])
  assert.equal((await place.report(id)).length, 3)
})

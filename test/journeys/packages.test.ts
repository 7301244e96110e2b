import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const moving = 'name: move\noriginals: { move: "{out}/{path}" }\n'
const library = { 'Photos.photoslibrary/database/db': 'index', 'Photos.photoslibrary/originals/a.jpg': 'a' }
const signal = AbortSignal.timeout(60_000)

test('a run that moves files leaves a library in their folder whole, and says so as its plan does', async () => {
  await using place = await openPlace({ ...library, 'b.jpg': 'b' })
  place.write({ 'recipes/move.yaml': `millrace: 1\n${moving}` })
  const question = { recipe: join(dirname(place.inPath), 'recipes/move.yaml'), sources: [place.inPath] }
  const plan = await place.host.client.ask('batch.plan', { ...question, out: place.outPath }, { signal })
  assert.deepEqual([plan.counts.run, plan.counts.skip], [1, 1])
  assert.match(
    plan.files.find(({ state }) => state === 'skip')?.note ?? '',
    /is kept whole by the program it belongs to/,
  )
  for (const turn of ['first', 'second']) {
    const { lines } = await place.run(moving)
    assert.deepEqual(lines.find(({ state }) => state === 'skipped')?.code, 'package-whole', turn)
  }
  const stays = Object.fromEntries(Object.entries(library).map(([name, content]) => [`in/${name}`, content]))
  assert.deepEqual(place.tree(), { ...stays, 'out/b.jpg': 'b' })
})

test('whoever names the library means what is in it', async () => {
  await using place = await openPlace({ ...library, 'b.jpg': 'b' })
  const { states } = await place.run(moving, { sources: [join(place.inPath, 'Photos.photoslibrary')] })
  assert.deepEqual(states, { db: 'done', 'a.jpg': 'done' })
  assert.deepEqual(place.tree(), { 'in/b.jpg': 'b', 'out/database/db': 'index', 'out/originals/a.jpg': 'a' })
})

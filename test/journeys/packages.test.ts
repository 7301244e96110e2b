import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'
import { WatchPlace } from '../fixtures/watch-place.ts'

const moving = 'name: move\noriginals: { move: "{out}/{path}" }\n'
const library = { 'Photos.photoslibrary/database/db': 'index', 'Photos.photoslibrary/originals/a.jpg': 'a' }
const patience = (): AbortSignal => AbortSignal.timeout(60_000)

test('a run that moves files leaves a library in their folder whole, and says so as its plan does', async () => {
  await using place = await openPlace({ ...library, 'b.jpg': 'b' })
  place.write({ 'recipes/move.yaml': `millrace: 1\n${moving}` })
  const question = { recipe: join(dirname(place.inPath), 'recipes/move.yaml'), sources: [place.inPath] }
  const plan = await place.host.client.ask('batch.plan', { ...question, out: place.outPath }, { signal: patience() })
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

test('a copy of the folder has the library in it, as its plan says, each file once where both are named', async () => {
  await using place = await openPlace({ ...library, 'b.jpg': 'b' })
  const sources = [place.inPath, join(place.inPath, 'Photos.photoslibrary')]
  const plan = await place.host.client.ask(
    'batch.plan',
    { recipe: 'copy', sources, out: place.outPath },
    { signal: patience() },
  )
  assert.deepEqual([plan.counts.run, plan.counts.skip], [3, 0])
  const { states } = await place.run('name: copy\n', { sources })
  assert.deepEqual(states, { db: 'done', 'a.jpg': 'done', 'b.jpg': 'done' })
  const whole = Object.entries({ ...library, 'b.jpg': 'b' })
  const copied = ['in', 'out'].flatMap((side) => whole.map(([name, content]) => [`${side}/${name}`, content]))
  assert.deepEqual(place.tree(), Object.fromEntries(copied))
})

test('the built-in recipes that take any file and keep it go into a library, the others leave it whole', async () => {
  await using place = await openPlace({ ...library, 'b.jpg': 'b' })
  const { recipes } = await place.host.client.ask('recipe.list', {}, { signal: patience() })
  const into: string[] = []
  for (const { name } of recipes) {
    const question = { recipe: name, sources: [place.inPath], out: place.outPath }
    const { files } = await place.host.client.ask('batch.plan', question, { signal: patience() })
    if (files.some(({ path }) => path.includes('originals'))) into.push(name)
  }
  assert.deepEqual(into.toSorted(), [
    'check-checksums',
    'checksums',
    'copy',
    'hand-off-package',
    'sort-by-date',
    'tidy-names',
  ])
})

test('a watch does as its recipe: one that copies takes a library along, one that moves, or a watch of pictures, names it', async () => {
  await using place = await WatchPlace.open({ ...library, 'b.jpg': 'b' })
  const { id } = await place.watch()
  await place.untilOut(id, [...Object.keys(library), 'b.jpg'])
  place.write('in', { 'Photos.photoslibrary/originals/later.jpg': 'c' })
  await place.untilOut(id, [...Object.keys(library), 'Photos.photoslibrary/originals/later.jpg', 'b.jpg'])
  const pictures = await place.watch({ only: ['image/*'], out: place.path('pictures') })
  const { reason } = await place.untilState(pictures.id, ({ state }) => state === 'watching')
  assert.match(reason, /^Left alone: .*Photos\.photoslibrary/)
  const mover = await place.watch({ recipe: place.recipe('move', moving), out: place.path('moved') })
  const waits = await place.untilState(mover.id, ({ state }) => state === 'watching')
  assert.match(waits.reason, /^Left alone: .*Photos\.photoslibrary/)
  await place.until(
    () => place.names('moved'),
    (names) => names.includes('b.jpg'),
  )
  await place.untilQuiet(mover.id)
  assert.deepEqual(place.names('in'), [...Object.keys(library), 'Photos.photoslibrary/originals/later.jpg'].sort())
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const files = { '.mr-backups/only-copy.tif': 'scan', '.mr-smith.jpg': 'him', '.mr-1': 'one', '.mr-vault/a/b': 'ours' }
const theirs = ['.mr-1', '.mr-backups/only-copy.tif', '.mr-smith.jpg']

test('a person’s files whose names begin like Millrace’s own are files like any other, met in a folder or named', async () => {
  await using place = await openPlace(files)
  await place.run('name: copy\noutput: { folder: "{out}/{path}" }\n')
  const named = await place.run('name: copy\noutput: { folder: "{out}/named" }\n', {
    sources: [join(place.inPath, '.mr-smith.jpg')],
  })
  assert.deepEqual(named.states, { '.mr-smith.jpg': 'done' })
  const made = Object.keys(place.tree()).filter((path) => path.startsWith('out/'))
  assert.deepEqual(made.toSorted(), [...theirs, 'named/.mr-smith.jpg'].map((path) => `out/${path}`).toSorted())
})

test('they move, go back with undo, and stay where a move cannot be done', async () => {
  await using place = await openPlace(files)
  const before = place.tree()
  const recipe = 'name: move\noriginals: { move: "{out}/{path}" }\n'
  await place.run(recipe)
  const moved = place.tree()
  assert.deepEqual(
    Object.keys(moved).toSorted(),
    [...theirs.map((path) => `out/${path}`), 'in/.mr-vault/a/b'].toSorted(),
  )
  await place.host.client.ask('batch.undo', { batch: 'last' }, { signal: AbortSignal.timeout(60_000) })
  assert.deepEqual(place.tree(), before)
  place.write({ 'out/.mr-smith.jpg': 'somebody else' })
  const refused = await place.run(`${recipe}# again\n`, { conflict: 'fail' })
  assert.equal(refused.states['.mr-smith.jpg'], 'failed')
  assert.equal(place.tree()['in/.mr-smith.jpg'], 'him')
})

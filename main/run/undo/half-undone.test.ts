import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openPlace, type Place } from '../../../test/fixtures/bench-of-files.ts'
import { openReader } from '../../reader.ts'

const signal = AbortSignal.timeout(120_000)
const tidy = 'name: tidy\nsteps:\n  - file.text:\noriginals: replace\n'
const names = ['a.txt', 'b.txt', 'c.txt']
const before = 'by\r\nhand\r\n'
const inputs = Object.fromEntries(names.map((name) => [name, before]))
const untouched = Object.fromEntries(names.map((name) => [`in/${name}`, before]))

/** While it is held, the journal takes no end of an undo, as on a full disk. */
function endless({ host }: Place): Disposable {
  using database = new DatabaseSync(join(host.stateFolder, 'journal.db'))
  database.exec("CREATE TRIGGER endless BEFORE DELETE ON undo_notes BEGIN SELECT RAISE(ABORT, 'full'); END")
  return {
    [Symbol.dispose]() {
      using again = new DatabaseSync(join(host.stateFolder, 'journal.db'))
      again.exec('DROP TRIGGER endless')
    },
  }
}

const undo = ({ host }: Place) => host.client.ask('batch.undo', { batch: 'last' }, { signal })

async function cutOff(place: Place): Promise<void> {
  await place.run(tidy)
  using _ = endless(place)
  await assert.rejects(undo(place))
  assert.deepEqual(place.tree(), untouched)
}

test('until an undo that was cut off goes on, nobody says that its originals are in the vault, or that its results were changed', async () => {
  await using place = await openPlace(inputs)
  await cutOff(place)
  await using reader = await openReader({ stateFolder: place.host.stateFolder })
  for (const client of [reader, place.host.client]) {
    assert.deepEqual((await client.ask('batch.verify', { batch: 'last' }, { signal })).files, [])
    assert.deepEqual((await client.ask('vault.list', {}, { signal })).files, [])
  }
})

test('an undo that could not be recorded is gone on with by the next, and every result is in the vault once', async () => {
  await using place = await openPlace(inputs)
  await cutOff(place)
  assert.equal((await undo(place)).before, names.length)
  assert.deepEqual(place.tree(), untouched)
  const { files } = await place.host.client.ask('vault.list', {}, { signal })
  assert.equal(files.length, names.length)
  const held = Object.fromEntries(files.map(({ kind, from, there }) => [basename(from), [kind, there]]))
  assert.deepEqual(held, Object.fromEntries(names.map((name) => [name, ['result', true]])))
})

test('a run that is gone on with after an undo that could not be recorded makes everything anew', async () => {
  await using place = await openPlace(inputs)
  await cutOff(place)
  const { states } = await place.run(tidy)
  assert.deepEqual(states, Object.fromEntries(names.map((name) => [name, 'done'])))
  await undo(place)
  assert.deepEqual(place.tree(), untouched)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { dropHalves, halvesInto, noteHalves } from './halves.ts'
import type { Store } from '../store.ts'

function output(store: Store, { part, published }: { part: number; published: number }): void {
  const columns = 'batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published'
  store.run(
    `INSERT INTO outputs(${columns}) VALUES(1, 0, ?, 1, ?, '', '1:1:1', 1, '', '', ?)`,
    part,
    `${part}`,
    published,
  )
}

test('what a job had made before it was run again is none of its halves, and stays when they go', async () => {
  await using journal = await journalOf(['/in/a'])
  const { store, batch } = journal
  store.run("INSERT INTO folders(n, path) VALUES(1, '/out')")
  output(store, { part: 0, published: 0 })
  output(store, { part: 1, published: 1 })
  noteHalves(store, { batch, seq: 0 })
  assert.deepEqual(halvesInto(store, '/out'), [], 'it may still be under way')
  store.run("UPDATE jobs SET state = 'failed'")
  assert.deepEqual(halvesInto(store, '/elsewhere'), [])
  const halves = halvesInto(store, '/out')
  assert.deepEqual(
    halves.map(({ outputs }) => outputs.map(({ part }) => part)),
    [[0]],
  )
  dropHalves(store, halves)
  assert.deepEqual(halvesInto(store, '/out'), [])
  assert.deepEqual(store.all('SELECT part FROM outputs'), [{ __proto__: null, part: 1 }])
})

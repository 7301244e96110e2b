import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { keepOlder, olderFrom } from './older-results.ts'
import { settle } from './recover.ts'
import type { Store } from '../store.ts'

interface Result {
  seq: number
  part: number
  name: string
  published: 0 | 1
}

function put(store: Store, results: Result[]): void {
  store.run("INSERT OR IGNORE INTO folders(n, path) VALUES(1, '/out')")
  for (const { seq, part, name, published } of results)
    store.run(
      `INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published)
       VALUES(1, ?, ?, 1, ?, '/out/.mr-0123456789-a', '', 0, '', '', ?)`,
      seq,
      part,
      name,
      published,
    )
}

const known = (store: Store): [number, number, string][] =>
  store.lists<[number, number, string]>('SELECT seq, part, name FROM outputs ORDER BY seq, part')

test('an engine that ended while a result took the place of an older one leaves the new one known, and only that', async () => {
  await using journal = await journalOf(['/in/a'])
  const { store, batch } = journal
  put(store, [
    { seq: 0, part: olderFrom, name: 'a.txt', published: 1 },
    { seq: 0, part: olderFrom + 1, name: 'other.txt', published: 1 },
    { seq: 0, part: 0, name: 'a.txt', published: 0 },
  ])
  settle(store, [{ batch, seq: 0, way: 'forward' }])
  assert.deepEqual(known(store), [
    [0, 0, 'a.txt'],
    [0, olderFrom + 1, 'other.txt'],
  ])
})

test('older results are counted on from turn to turn, and again while a name is looked for', async () => {
  await using journal = await journalOf(['/in/a'])
  const { store, batch } = journal
  const asked = { rows: [0], moves: [] }
  for (let turn = 0; turn < 60; turn++) {
    put(store, [{ seq: 0, part: 0, name: `${turn}.txt`, published: 1 }])
    for (let round = 0; round < 3; round++) keepOlder(store, { batch, seq: 0 }, asked)
  }
  const parts = known(store).map(([, part]) => part)
  assert.deepEqual(
    parts,
    Array.from({ length: 60 }, (_, at) => olderFrom + at),
  )
})

test('another row’s results become those of a job only while that row is yet to run', async () => {
  await using journal = await journalOf(['/in/a', '/in/b', '/in/c'])
  const { store, batch } = journal
  put(store, [
    { seq: 0, part: 0, name: 'waiting.txt', published: 1 },
    { seq: 1, part: 0, name: 'done.txt', published: 1 },
  ])
  store.run("UPDATE jobs SET state = 'done' WHERE seq = 1")
  keepOlder(store, { batch, seq: 2 }, { rows: [0, 1], moves: [] })
  assert.deepEqual(known(store), [
    [1, 0, 'done.txt'],
    [2, olderFrom, 'waiting.txt'],
  ])
})

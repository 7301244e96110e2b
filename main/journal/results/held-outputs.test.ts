import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folding, journalOf } from '../../../test/fixtures/journal-of.ts'
import { holdOutputs } from './held-outputs.ts'
import { commit, type CommitJob, type CommitOutput } from './commit-jobs.ts'
import { done } from './end-jobs.ts'
import type { Store } from '../store.ts'

function output(part: number, stem: string): CommitOutput {
  const place = { folder: '/out', name: null, stem, extension: '.txt', beside: null, companions: [] }
  const file = {
    attempt: `/out/.mr-0123456789-${part}`,
    identity: { dev: '1', ino: `${part}`, sizeBytes: 1, mtimeNs: '1' },
  }
  return { branch: 0, part, ...place, ...file, bytes: 1, sha256: '', type: '', facts: { 'entry-stem': stem } }
}

function note(store: Store, outputs: CommitJob['outputs']): string[][] {
  const job = { seq: 0, sha256: '', outputs, moves: [], members: [], hasFewer: false, again: [] }
  return commit(store, { batch: 1, folding, atMs: 0, watched: false, jobs: [job] })
}

const partsIn = (store: Store) =>
  store
    .all<{ part: number; name: string }>('SELECT part, name FROM outputs ORDER BY part')
    .map(({ part, name }) => [part, name])

test('results that came in parts are noted together, and none of them before', async () => {
  await using journal = await journalOf(['/in/a.zip'])
  const { store } = journal
  holdOutputs(store, { batch: 1, seq: 0, from: 0, outputs: [output(0, 'a'), output(1, 'b')] })
  holdOutputs(store, { batch: 1, seq: 0, from: 2, outputs: [output(2, 'a')] })
  assert.deepEqual(partsIn(store), [])
  assert.deepEqual(note(store, 'held'), [['a.txt', 'b.txt', 'a 2.txt']])
  assert.deepEqual(partsIn(store), [
    [0, 'a.txt'],
    [1, 'b.txt'],
    [2, 'a 2.txt'],
  ])
})

test('a transaction that is tried again finds what is held', async () => {
  await using journal = await journalOf(['/in/a.zip'])
  const { store } = journal
  holdOutputs(store, { batch: 1, seq: 0, from: 0, outputs: [output(0, 'a')] })
  store.exec('BEGIN')
  note(store, 'held')
  store.rollBack()
  assert.deepEqual(partsIn(store), [])
  assert.deepEqual(note(store, 'held'), [['a.txt']])
})

test('a part that comes once more, as where a transaction is tried again, is held once', async () => {
  await using journal = await journalOf(['/in/a.zip'])
  const { store } = journal
  for (const [from, stem] of [
    [0, 'a'],
    [1, 'b'],
    [1, 'b'],
    [2, 'c'],
  ] as const)
    holdOutputs(store, { batch: 1, seq: 0, from, outputs: [output(from, stem)] })
  assert.deepEqual(note(store, 'held'), [['a.txt', 'b.txt', 'c.txt']])
})

test('what is handed over anew takes the place of what was held, and nothing is held once the job has ended', async () => {
  await using journal = await journalOf(['/in/a.zip'])
  const { store } = journal
  for (const stem of ['a', 'b']) holdOutputs(store, { batch: 1, seq: 0, from: 0, outputs: [output(0, stem)] })
  assert.deepEqual(note(store, 'held'), [['b.txt']])
  const ended = { seq: 0, ms: 1, names: [{ folder: '/out', name: 'b.txt' }], ctimes: ['1'], members: [], moved: false }
  done(store, { batch: 1, folding, jobs: [ended] })
  assert.equal(store.held.size, 0)
})

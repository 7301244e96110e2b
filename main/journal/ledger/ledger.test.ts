import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folding, identity, journalOf } from '../../../test/fixtures/journal-of.ts'
import { addBatch } from '../batches/batches.ts'
import { commit } from '../results/commit-jobs.ts'
import { done } from '../results/end-jobs.ts'
import { Store } from '../store.ts'
import { findInLedger, recall } from './ledger.ts'

const key = { recipeFingerprint: 'f', outRoot: '/out' }

/** A further run of the same recipe into the same folder, which has met the file. */
function ranAgain(store: Store, { source, state }: { source: string; state: string }): number {
  const recipe = { recipeName: 'copy', recipeText: '', recipeFingerprint: key.recipeFingerprint }
  const id = String(store.get<{ batches: number }>('SELECT count(*) AS batches FROM batches')?.batches)
  const who = { id, token: id, key: 'k', watch: null }
  const { n } = addBatch(store, { ...who, ...recipe, outRoot: key.outRoot, request: '{}', startedMs: 0 })
  const sql = 'INSERT INTO jobs(batch, seq, source, identity, size, state) VALUES(?, 0, ?, ?, 10, ?)'
  store.run(sql, n, source, '7:10:5000000', state)
  return n
}

test('of a file that was met every night the last night counts, and one that was taken back only where no other stands', async () => {
  await using journal = await journalOf([])
  const { store } = journal
  const meet = (state: string): number => ranAgain(store, { source: '/in/a', state })
  const last = (): number | undefined => findInLedger(store, key, '/in/a')?.batch
  assert.equal(last(), undefined)
  const first = meet('undone')
  assert.equal(last(), first)
  const nights = [meet('done'), meet('done'), meet('undone'), meet('failed')]
  assert.equal(last(), nights[1])
})

test('however many nights there were, one of them is read', async () => {
  await using journal = await journalOf([])
  const { store } = journal
  ranAgain(store, { source: '/in/a', state: 'done' })
  const asked: string[] = []
  const get: Store['get'] = (sql, ...values) => {
    asked.push(sql)
    return Store.prototype.get.call(store, sql, ...values) as never
  }
  findInLedger(Object.assign(Object.create(store) as Store, { get, all: store.all.bind(store) }), key, '/in/a')
  const plans = asked.flatMap((sql) => store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`))
  assert.ok(plans.length > 0)
  assert.deepEqual(
    plans.filter(({ detail }) => /TEMP B-TREE/.test(detail)),
    [],
  )
})

test('a folder that nothing was known of is one of results as soon as one is to go there', async () => {
  await using journal = await journalOf(['/in/a.txt'])
  const { store } = journal
  const met = { ...key, files: [{ source: '/out/a.txt', identity }] }
  assert.deepEqual(recall(store, met), [null])
  const place = { folder: '/out', name: null, stem: 'a', extension: '.txt', beside: null, companions: [] }
  const made = { attempt: '/out/.mr-0123456789-1', identity, bytes: 10, sha256: '', type: '', facts: {} }
  const job = { seq: 0, sha256: '', moves: [], members: [], hasFewer: false, again: [] }
  const outputs = [{ branch: 0, part: 0, ...place, ...made }]
  commit(store, { batch: 1, folding, atMs: 0, watched: false, jobs: [{ ...job, outputs }] })
  done(store, { batch: 1, folding, jobs: [{ ...job, ms: 1, names: [], ctimes: ['1'], moved: false }] })
  assert.equal(recall(store, met)[0]?.own, true)
})

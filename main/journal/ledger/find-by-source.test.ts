import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import { addBatch } from '../batches/batches.ts'
import { Store } from '../store.ts'
import { findInLedger } from './find-by-source.ts'

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { journalOf, folding, identity } from '../../../test/fixtures/journal-of.ts'
import { addBatch, setBatchState } from './batches.ts'
import { countJobs, countsOf, forgetCounts } from './batch-counts.ts'
import { recall } from '../ledger/recall.ts'
import { reuse } from '../ledger/reuse.ts'
import { commit } from '../results/commit-jobs.ts'
import { done } from '../results/end-jobs.ts'
import { rowsWindow } from '../rows/rows.ts'
import { listAgain, thinOut } from './thin-out.ts'
import type { Store } from '../store.ts'

const key = { recipeFingerprint: 'f', outRoot: '/out' }
const recipe = { recipeName: 'copy', recipeText: '', recipeFingerprint: 'f' }
const place = { folder: '/out', name: null, beside: null, companions: [] }
const file = { attempt: '/out/.mr-0123456789-1', identity, bytes: 4, sha256: '', type: '', facts: {} }

/** What the first batch makes of each file. */
function make(store: Store, names: string[]): void {
  for (const [seq, name] of names.entries()) {
    const job = { seq, sha256: '', moves: [], members: [], hasFewer: false, again: [] }
    const outputs = [{ branch: 0, part: 0, ...place, stem: name, extension: '.txt', ...file }]
    commit(store, { batch: 1, folding, atMs: 0, watched: false, jobs: [{ ...job, outputs }] })
    done(store, { batch: 1, folding, jobs: [{ ...job, ms: 1, names: [], ctimes: ['1'], moved: false }] })
  }
}

/** A further run of the same recipe into the same folder, which ended at `endedMs` and met the files. */
function meetAgain(store: Store, { names, endedMs }: { names: string[]; endedMs: number }): number {
  const id = `at-${endedMs}`
  const batch = { id, token: id, key: 'k', watch: null, ...recipe, outRoot: '/out', request: '{}', startedMs: 0 }
  const { n } = addBatch(store, batch)
  const files = names.map((name) => ({ source: `/in/${name}.txt`, identity }))
  const reuses = recall(store, { ...key, files }).flatMap((known, at) => {
    const met = files[at]
    return known && met ? [{ ...met, earlier: known.earlier, own: false, with: null }] : []
  })
  reuse(store, { batch: n, reuses, wasDone: false })
  setBatchState(store, { n, state: 'finished', endedMs, restedMs: 0, walked: true })
  return n
}

async function threeNights(names = ['a', 'b', 'c']) {
  const journal = await journalOf(names.map((name) => `/in/${name}.txt`))
  make(journal.store, names)
  setBatchState(journal.store, { n: 1, state: 'finished', endedMs: 10, restedMs: 0, walked: true })
  const [second, third] = [20, 30].map((endedMs) => meetAgain(journal.store, { names, endedMs }))
  return Object.assign(journal, { second: second ?? 0, third: third ?? 0 })
}

function thinAll(store: Store, beforeMs: number): void {
  while (thinOut(store, { beforeMs }));
}

function rowsOf(store: Store, batch: number): string[] {
  const asked = { batch, filter: 'all' as const, search: '', running: [], offset: 0, limit: 100 }
  return rowsWindow(store, asked)?.rows.map(({ path }) => path) ?? []
}

function keptCounts(store: Store, n: number) {
  const counts = store.get<{ counts: string }>('SELECT counts FROM batches WHERE n = ?', n)?.counts ?? '{}'
  return countsOf(store, { n, counts })
}

test('an old run lists no file that it only found done and a later one found done too, and counts all the same', async () => {
  await using journal = await threeNights()
  const { store, second } = journal
  const before = keptCounts(store, second)
  assert.deepEqual([before.total, before.done, before.takenOver?.results], [3, 3, 3])
  thinAll(store, 25)
  assert.deepEqual(rowsOf(store, second), [])
  assert.deepEqual(keptCounts(store, second), { ...before, unlisted: 3 })
  forgetCounts(store, second)
  assert.deepEqual(keptCounts(store, second), { ...before, unlisted: 3 })
})

test('the run that made the results and the last that met the files keep their rows, however old they are', async () => {
  await using journal = await threeNights()
  const { store, third } = journal
  thinAll(store, 1_000)
  assert.equal(rowsOf(store, 1).length, 3)
  assert.equal(rowsOf(store, third).length, 3)
  const known = recall(store, { ...key, files: [{ source: '/in/a.txt', identity }] })[0]
  assert.equal(known?.earlier.batch, third)
  assert.equal(known?.earlier.outputs.length, 1)
})

test('a run that is not old enough, or is being taken back, keeps its rows', async () => {
  await using journal = await threeNights()
  const { store, second } = journal
  thinAll(store, 20)
  assert.equal(rowsOf(store, second).length, 3)
  const note = "INSERT INTO undo_notes(batch, at_ms, place, seqs, results, back) VALUES(?, 0, '', '[]', '[]', '[]')"
  store.run(note, second)
  thinAll(store, 25)
  assert.equal(rowsOf(store, second).length, 3)
})

test('a file that no later run met stays in the list, and what failed does', async () => {
  await using journal = await threeNights(['a', 'b'])
  const { store } = journal
  const fourth = meetAgain(store, { names: ['a', 'b'], endedMs: 40 })
  store.run("UPDATE jobs SET state = 'failed', reused = 0 WHERE batch = ? AND seq = 1", fourth)
  forgetCounts(store, fourth)
  meetAgain(store, { names: ['a'], endedMs: 50 })
  thinAll(store, 45)
  assert.deepEqual(rowsOf(store, fourth), ['/in/b.txt'])
  const { total, done: found, failed, unlisted } = keptCounts(store, fourth)
  assert.deepEqual({ total, found, failed, unlisted }, { total: 2, found: 1, failed: 1, unlisted: 1 })
})

test('a batch of many rows is looked at in stretches, each once', async () => {
  const names = Array.from({ length: 1_100 }, (_, at) => `f${at}`)
  await using journal = await threeNights(names)
  const { store, second } = journal
  const unlisted = []
  while (thinOut(store, { beforeMs: 25 })) unlisted.push(keptCounts(store, second).unlisted ?? 0)
  assert.deepEqual(unlisted, [0, 0, 0, 500, 1_000, 1_100])
  assert.deepEqual(rowsOf(store, second), [])
  assert.equal(thinOut(store, { beforeMs: 25 }), false)
})

test('a batch whose files are all met once more begins its list anew', async () => {
  await using journal = await threeNights()
  const { store, second } = journal
  thinAll(store, 25)
  listAgain(store, second)
  assert.equal(countJobs(store, second).total, 0)
})

test('a list that begins anew shows each file once, though the numbers of those before are missing', async () => {
  await using journal = await threeNights(['a', 'b', 'c', 'd'])
  const { store, second } = journal
  store.run("UPDATE jobs SET state = 'failed', reused = 0 WHERE batch = ? AND seq = 3", second)
  thinAll(store, 25)
  listAgain(store, second)
  assert.deepEqual(rowsOf(store, second), ['/in/d.txt'])
  const asked = { batch: second, filter: 'all' as const, search: '', running: [], offset: 0, limit: 100 }
  assert.equal(rowsWindow(store, asked)?.total, 1)
  assert.equal(countJobs(store, second).unlisted, undefined)
})

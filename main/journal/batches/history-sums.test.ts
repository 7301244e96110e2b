import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyCounts } from '../../../contract/job.ts'
import { addBatch } from './batches.ts'
import { historySums } from './history-sums.ts'
import { notePace, paceNoted } from './pace.ts'
import { openStore } from '../opening/open-store.ts'

function openJournal() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'mr-sums-'))
  const store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const add = (id: string, startedMs: number, counts: Partial<ReturnType<typeof emptyCounts>>) => {
    const recipeName = id.replace(/\d/, '')
    const parts = {
      id,
      token: id,
      key: id,
      recipeText: '',
      recipeFingerprint: '',
      outRoot: '/o',
      request: '{}',
      watch: null,
    }
    const { n } = addBatch(store, { ...parts, recipeName, startedMs })
    const text = JSON.stringify({ ...emptyCounts(), ...counts })
    store.run('UPDATE batches SET ended_ms = ?, counts = ? WHERE n = ?', startedMs + 5, text, n)
  }
  return {
    store,
    add,
    [Symbol.dispose]() {
      store[Symbol.dispose]()
      folder[Symbol.dispose]()
    },
  }
}

test('each batch is counted once, where it began, and by its recipe', () => {
  using journal = openJournal()
  journal.add('web1', 10, { done: 2, doneBytes: 100, results: 2, outputBytes: 30 })
  journal.add('web2', 19, { done: 1, failed: 1, doneBytes: 50, endedBytes: 5000, results: 1, outputBytes: 60 })
  journal.add('sums1', 20, { done: 4, undone: 5, doneBytes: 900, outputBytes: 0 })
  journal.store.run("UPDATE batches SET rested_ms = 3 WHERE id = 'web1'")
  journal.add('web3', 30, { done: 9, doneBytes: 9, results: 9, outputBytes: 1 })
  const { buckets, total, recipes } = historySums(journal.store, { starts: [10, 20, 30], nowMs: 99 })
  assert.deepEqual(
    buckets.map(({ batches, savedBytes, done }) => ({ batches, savedBytes, done })),
    [
      { batches: 2, savedBytes: 70, done: 3 },
      { batches: 1, savedBytes: 0, done: 4 },
    ],
  )
  assert.deepEqual(total, { batches: 3, done: 7, undone: 5, failed: 1, savedBytes: 70, writtenBytes: 90, ranMs: 12 })
  assert.deepEqual(
    recipes.map(({ recipe, done }) => [recipe, done]),
    [
      ['web', 3],
      ['sums', 4],
    ],
  )
})

test('what a batch found there was saved and written by the one that made it', () => {
  using journal = openJournal()
  const made = { done: 2, doneBytes: 100, results: 2, outputBytes: 30 }
  journal.add('web1', 10, made)
  const takenOver = { files: 2, bytes: 100, results: 2, outputBytes: 30 }
  journal.add('web2', 11, { ...made, reused: 2, takenOver })
  const { savedBytes, writtenBytes } = historySums(journal.store, { starts: [10, 20], nowMs: 99 }).total
  assert.deepEqual([savedBytes, writtenBytes], [70, 30])
})

test('the pace of a batch is kept by its id', () => {
  using journal = openJournal()
  journal.add('web1', 10, {})
  const points = [
    { atMs: 10, ended: 0 },
    { atMs: 20, ended: 7 },
  ]
  notePace(journal.store, { batchId: 'web1', points })
  notePace(journal.store, { batchId: 'unknown', points })
  assert.deepEqual(paceNoted(journal.store, 'web1'), points)
  assert.deepEqual(paceNoted(journal.store, 'unknown'), [])
})

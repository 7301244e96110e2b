import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyCounts } from '../../../contract/job.ts'
import { addBatch } from '../batches/batches.ts'
import { openStore } from '../opening/open-store.ts'
import { paceOf } from './views.ts'

test('how long a file takes is what runs of so many files took by the clock, and unknown where there was none', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-views-'))
  const store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const parts = { recipeName: 'Copy', recipeText: '', outRoot: '/o', request: '{}', watch: null, startedMs: 0 }
  const ran = (id: string, ms: number, counts: Partial<ReturnType<typeof emptyCounts>>) => {
    const { n } = addBatch(store, { ...parts, id, token: id, key: id, recipeFingerprint: 'copy' })
    const text = JSON.stringify({ ...emptyCounts(), ...counts })
    const sql = "UPDATE batches SET state = 'finished', ended_ms = ?, rested_ms = 1000, counts = ? WHERE n = ?"
    store.run(sql, ms + 1000, text, n)
  }
  const asked = { recipeFingerprint: 'copy', files: 3000 }
  assert.equal(paceOf(store, asked), null)
  ran('few', 500, { done: 20 })
  ran('reused', 700, { done: 3000, reused: 3000 })
  assert.equal(paceOf(store, asked), null, 'of so few nobody can tell')
  assert.equal(paceOf(store, { ...asked, files: 100 }), 25)
  ran('many', 1200, { done: 700, reused: 100, undone: 0 })
  assert.equal(paceOf(store, asked), 2)
  store[Symbol.dispose]()
})

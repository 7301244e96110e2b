import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { addBatch, batchNumber, findBatch } from './batches.ts'
import { openStore } from './store.ts'

test('the last batch is the one that was last worked on, also where it was begun before others', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-batches-'))
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const rest = { recipeName: 'r', recipeText: '', recipeFingerprint: '', outRoot: '/o', request: '{}', watch: null }
  const begin = (id: string, startedMs: number) => addBatch(store, { id, token: id, key: id, startedMs, ...rest }).n
  const end = (n: number, endedMs: number) => store.run('UPDATE batches SET ended_ms = ? WHERE n = ?', endedMs, n)
  const last = () => [findBatch(store, 'last')?.id, batchNumber(store, 'last')]
  const goneOnWith = begin('a', 10)
  end(begin('b', 20), 30)
  assert.deepEqual(last(), ['b', 2])
  end(goneOnWith, 40)
  assert.deepEqual(last(), ['a', 1])
  begin('c', 50)
  assert.deepEqual(last(), ['c', 3])
})

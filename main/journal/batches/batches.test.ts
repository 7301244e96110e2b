import assert from 'node:assert/strict'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { addBatch, batchNumber, findBatch, setBatchState } from './batches.ts'
import { listBatches } from './list-batches.ts'
import { endWithoutWaiting } from './end-day.ts'
import { recentSources } from './recent-sources.ts'
import { openStore } from '../opening/open-store.ts'

test('the last batch is the one that was last worked on, also where it was begun before others, or the clock was wrong', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-batches-'))
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const rest = { recipeName: 'r', recipeText: '', recipeFingerprint: '', outRoot: '/o', request: '{}', watch: null }
  const begin = (id: string, startedMs: number) => addBatch(store, { id, token: id, key: id, startedMs, ...rest }).n
  const end = (n: number, endedMs: number) => setBatchState(store, { n, state: 'finished', endedMs })
  const last = () => [findBatch(store, 'last')?.id, batchNumber(store, 'last')]
  const goneOnWith = begin('a', 10)
  end(begin('b', 20), 30)
  assert.deepEqual(last(), ['b', 2])
  end(goneOnWith, 40)
  assert.deepEqual(last(), ['a', 1])
  begin('c', 50)
  assert.deepEqual(last(), ['c', 3])
  end(begin('of a clock years ahead', 5000), 5001)
  end(begin('d', 60), 61)
  assert.deepEqual(last(), ['d', 5])
  setBatchState(store, { n: goneOnWith, state: 'running', endedMs: null, resumedMs: 1 })
  assert.deepEqual(last(), ['a', 1])
})

test('the day of a watched folder is as late as the last that was made of it, and not as its end', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-batches-'))
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const rest = { recipeName: 'r', recipeText: '', recipeFingerprint: '', outRoot: '/o', request: '{}' }
  const begin = (id: string, { startedMs, watch = null }: { startedMs: number; watch?: string | null }) =>
    addBatch(store, { id, token: id, key: id, startedMs, watch, ...rest }).n
  const last = () => findBatch(store, 'last')?.id
  const day = begin('day', { startedMs: 10, watch: 'w' })
  setBatchState(store, { n: begin('run', { startedMs: 20 }), state: 'finished', endedMs: 30 })
  setBatchState(store, { n: day, state: 'finished', endedMs: 40, madeMs: 15 })
  assert.equal(last(), 'run')
  setBatchState(store, { n: day, state: 'paused', endedMs: null })
  endWithoutWaiting(store, { n: day, endedMs: 50 })
  assert.equal(last(), 'run')
  setBatchState(store, { n: day, state: 'finished', endedMs: 70, madeMs: 60 })
  assert.equal(last(), 'day')
})

test('sources done last come from the newest batches on', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-batches-'))
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const rest = { recipeName: 'r', recipeText: '', recipeFingerprint: '', outRoot: '/o', request: '{}', watch: null }
  for (const id of ['a', 'b', 'c']) addBatch(store, { id, token: id, key: id, startedMs: 0, ...rest })
  const columns = 'batch, seq, source, identity, size, state'
  const add = (batch: number, seq: number, [source, state]: [string, string]) =>
    store.run(`INSERT INTO jobs(${columns}) VALUES(?, ?, ?, '', 1, ?)`, batch, seq, source, state)
  add(1, 0, ['/x', 'done'])
  add(1, 1, ['/y', 'done'])
  add(2, 0, ['/z', 'failed'])
  add(2, 1, ['/x', 'done'])
  add(3, 0, ['/w', 'waiting'])
  assert.deepEqual(recentSources(store, 3), ['/x', '/y'])
  assert.deepEqual(recentSources(store, 1), ['/x'])
})

test('a list of batches carries their titles, and nothing of what was dropped or of their recipes', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'mr-batches-'))
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  const rest = { recipeName: 'r', recipeText: 'steps', recipeFingerprint: '', outRoot: '/o', startedMs: 0, watch: null }
  const requests = { a: { sources: ['/in/one'], title: 'Café 🌊' }, b: { sources: ['/in/"title":'] } }
  for (const [id, request] of Object.entries(requests))
    addBatch(store, { id, token: id, key: id, request: JSON.stringify(request), ...rest })
  const listed = listBatches(store, { limit: 9, before: null })
  assert.deepEqual(
    listed.map(({ id, title }) => [id, title]),
    [
      ['b', ''],
      ['a', 'Café 🌊'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(listed), /\/in\/|steps/)
})

import assert from 'node:assert/strict'
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openReader } from './reader.ts'

const { signal } = new AbortController()

function stateFolder() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'mr-reader-'))
  return { path: folder.path, journal: join(folder.path, 'journal.db'), [Symbol.dispose]: () => folder.remove() }
}

async function batchesIn(path: string): Promise<unknown[]> {
  await using reader = await openReader({ stateFolder: path })
  return (await reader.ask('batch.list', { limit: 1 }, { signal })).batches
}

test('a journal that a full disk left empty is one in which there is nothing yet, and stays as it is', async () => {
  using state = stateFolder()
  writeFileSync(state.journal, '')
  assert.deepEqual(await batchesIn(state.path), [])
  await using reader = await openReader({ stateFolder: state.path })
  assert.equal((await reader.ask('vault.list', { limit: 1 }, { signal })).totals.files, 0)
  await assert.rejects(reader.ask('batch.get', { batch: 'last' }, { signal }), { code: 'batch-unknown' })
  assert.equal(readFileSync(state.journal).length, 0)
})

test('a journal whose tables could not be made any more is one in which there is nothing yet', async () => {
  using state = stateFolder()
  using database = new DatabaseSync(state.journal)
  database.exec('PRAGMA journal_mode = WAL')
  assert.deepEqual(await batchesIn(state.path), [])
})

test('an empty journal with a log is a damaged one, not one without runs', async () => {
  using state = stateFolder()
  writeFileSync(state.journal, '')
  writeFileSync(`${state.journal}-wal`, 'rows')
  await assert.rejects(batchesIn(state.path), { code: 'state-damaged' })
})

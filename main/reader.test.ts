import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../contract/fault.ts'
import { openPlace } from '../test/fixtures/bench-of-files.ts'
import { begun, journalWithOpenBatches, stateFolder } from '../test/fixtures/state-folder.ts'
import { addBatch } from './journal/batches/batches.ts'
import { takeLock } from './journal/opening/lock.ts'
import { openStore } from './journal/opening/open-store.ts'
import { applicationId, migrations } from './journal/opening/schema.ts'
import { lookAround } from './look-around.ts'
import { openReader } from './reader.ts'

const { signal } = new AbortController()

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

test('a file where the state folder is to be is told, and is not one without runs', async () => {
  using state = stateFolder()
  writeFileSync(state.journal, '')
  await assert.rejects(batchesIn(state.journal), { code: 'state-unusable', subject: state.journal })
})

test('an empty journal with a log is a damaged one, not one without runs', async () => {
  using state = stateFolder()
  writeFileSync(state.journal, '')
  writeFileSync(`${state.journal}-wal`, 'rows')
  await assert.rejects(batchesIn(state.path), { code: 'state-damaged' })
})

test('a batch that is not over is told as interrupted once no engine has the folder, unless more may come', async () => {
  using state = stateFolder()
  journalWithOpenBatches(state.journal)
  await using reader = await openReader({ stateFolder: state.path })
  const told = async () => {
    const { batches } = await reader.ask('batch.list', { limit: 5 }, { signal })
    const { batch } = await reader.ask('batch.get', { batch: 'b-1' }, { signal })
    return [...batches, batch].map(({ interrupted }) => interrupted)
  }
  assert.deepEqual(await told(), [undefined, true, true])
  using lock = takeLock(join(state.path, 'lock.db'))
  assert.deepEqual(await told(), [undefined, undefined, undefined])
  lock[Symbol.dispose]()
  assert.deepEqual(await told(), [undefined, true, true])
})

test('a result that goes between the look at it and its reading is missing, and the others are held against the disk', async () => {
  await using place = await openPlace({ 'a.txt': 'one', 'b.txt': 'two' })
  await place.run('name: copy\n')
  await using reader = await openReader({ stateFolder: join(dirname(place.inPath), 'state') })
  // Every look comes before this turn of the event loop ends, and every reading after it.
  setImmediate(() => rmSync(join(place.outPath, 'a.txt')))
  const { files } = await reader.ask('batch.verify', { batch: 'last' }, { signal })
  assert.deepEqual(
    files.map(({ verdict }) => verdict),
    ['missing', 'as-written'],
  )
})

/** What an earlier Millrace left: a journal of version 11, which had no table of disks, with one batch. */
function earlierJournal(path: string): void {
  using database = new DatabaseSync(path)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA application_id = ${applicationId}; PRAGMA user_version = 11`)
  for (const sql of migrations.slice(0, 11)) database.exec(sql)
  const { id, token, key, recipeName, outRoot, request } = { ...begun, id: 'b-1' }
  const columns = 'id, token, key, recipe_name, recipe_text, recipe_fp, out_root, request, state, started_ms'
  database
    .prepare(`INSERT INTO batches(${columns}) VALUES(?, ?, ?, ?, '', '', ?, ?, 'finished', 0)`)
    .run(id, token, key, recipeName, outRoot, request)
}

/** What `read` resolves with for a person who may read what is in the folder, and write nothing there. */
async function asGuest<T>(folder: string, read: () => Promise<T>): Promise<T> {
  chmodSync(folder, 0o555)
  process.seteuid?.(65_534)
  try {
    return await read()
  } finally {
    process.seteuid?.(0)
  }
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

test('runs are told in a state folder that may only be read, unless its journal was left open: then that is said', {
  skip: !isRoot && 'it takes another user to be refused',
}, async () => {
  using state = stateFolder()
  journalWithOpenBatches(state.journal)
  assert.equal((await asGuest(state.path, () => batchesIn(state.path))).length, 1)
  {
    using store = openStore(state.journal, { nowMs: 0 })
    addBatch(store, { ...begun, id: 'b-3', token: 'v', watch: null })
    copyFileSync(`${state.journal}-wal`, join(state.path, 'log'))
  }
  renameSync(join(state.path, 'log'), `${state.journal}-wal`)
  const told = { code: 'state-unusable', subject: state.path, why: /^Its journal was not closed/ }
  await asGuest(state.path, () => assert.rejects(batchesIn(state.path), told))
  rmSync(`${state.journal}-wal`)
  chmodSync(state.journal, 0)
  const unread = { code: 'state-unusable', subject: state.path, why: 'Its journal may not be read.' }
  await asGuest(state.path, () => assert.rejects(batchesIn(state.path), unread))
})

function versionOf(path: string): unknown {
  using database = new DatabaseSync(path, { readOnly: true })
  return database.prepare('PRAGMA user_version').get()?.['user_version']
}

test('runs of an earlier Millrace are told before an engine was opened: its journal is brought up to date', async () => {
  using state = stateFolder()
  earlierJournal(state.journal)
  await using reader = await openReader({ stateFolder: state.path })
  const { files } = await reader.ask('batch.verify', { batch: 'b-1' }, { signal })
  assert.deepEqual([files, versionOf(state.journal)], [[], migrations.length])
  const around = await lookAround({ stateFolder: state.path, folder: state.path, silent: [] })
  assert.deepEqual(around.disksAway, [])
})

test('the journal of an earlier Millrace is left as it is while that one has the folder, and it is said which to close', async () => {
  using state = stateFolder()
  earlierJournal(state.journal)
  using lock = takeLock(join(state.path, 'lock.db'))
  await assert.rejects(batchesIn(state.path), { code: 'contract-differs', subject: state.path })
  assert.equal(versionOf(state.journal), 11)
  lock[Symbol.dispose]()
  assert.equal((await batchesIn(state.path)).length, 1)
})

test('a damaged journal that is only looked at is not said to have been set aside: it is where it was', async () => {
  using state = stateFolder()
  writeFileSync(state.journal, 'no database '.repeat(1000))
  const isDamaged = (error: unknown) =>
    error instanceof Fault &&
    error.message.startsWith(`${state.journal} is damaged.`) &&
    /next start/.test(error.remedy)
  await assert.rejects(batchesIn(state.path), isDamaged)
  assert.deepEqual(readdirSync(state.path), ['journal.db'])
})

test('the journal of an earlier Millrace that is damaged is told as such, and stays where it is', async () => {
  using state = stateFolder()
  earlierJournal(state.journal)
  const bytes = readFileSync(state.journal)
  writeFileSync(state.journal, bytes.fill(7, 4096, 20_000))
  await assert.rejects(batchesIn(state.path), { code: 'state-damaged' })
  assert.deepEqual(readFileSync(state.journal), bytes)
})

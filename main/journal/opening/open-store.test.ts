import assert from 'node:assert/strict'
import { copyFileSync, mkdtempDisposableSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from './open-store.ts'

const nowMs = Date.UTC(2026, 0, 2, 3, 4, 5)
const stamp = '2026-01-02T03-04-05-000Z'

/** A state folder whose journal cannot be read any more; its log is as the last engine left it. */
function damagedJournal() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-store-'))
  const path = join(folder.path, 'journal.db')
  writeFileSync(path, 'no database '.repeat(1000))
  writeFileSync(`${path}-wal`, 'rows')
  return { path, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

test('a damaged journal is set aside with its log, and a new one begun', () => {
  using damaged = damagedJournal()
  using store = openStore(damaged.path, { nowMs })
  assert.equal(store.setAside, `${damaged.path}.damaged-${stamp}`)
  assert.match(readFileSync(store.setAside, 'utf8'), /^no database/)
  assert.equal(readFileSync(`${store.setAside}-wal`, 'utf8'), 'rows')
})

test('an empty journal with a log is a damaged one, and its log is kept', () => {
  using damaged = damagedJournal()
  writeFileSync(damaged.path, '')
  using store = openStore(damaged.path, { nowMs })
  assert.equal(readFileSync(`${store.setAside}-wal`, 'utf8'), 'rows')
})

test('a sound journal is opened with what its log holds', () => {
  using damaged = damagedJournal()
  for (const suffix of ['', '-wal']) rmSync(damaged.path + suffix)
  using first = openStore(damaged.path, { nowMs })
  first.run("INSERT INTO litter(path) VALUES('left')")
  const cutOff = `${damaged.path}-copy`
  for (const suffix of ['', '-wal']) copyFileSync(damaged.path + suffix, cutOff + suffix)
  using second = openStore(cutOff, { nowMs })
  assert.deepEqual([second.setAside, second.get<{ path: string }>('SELECT path FROM litter')?.path], [null, 'left'])
})

test('the log of a journal that was being set aside when the power went is kept with it by the next start', () => {
  using damaged = damagedJournal()
  const aside = `${damaged.path}.damaged-2026-01-01T00-00-00-000Z`
  renameSync(damaged.path, aside)
  using store = openStore(damaged.path, { nowMs })
  assert.equal(store.setAside, aside)
  assert.equal(readFileSync(`${aside}-wal`, 'utf8'), 'rows')
})

test('a log whose journal somebody removed is set aside by itself, and never taken for that of another', () => {
  using damaged = damagedJournal()
  const earlier = `${damaged.path}.damaged-2026-01-01T00-00-00-000Z`
  for (const suffix of ['', '-wal']) renameSync(damaged.path + suffix, earlier + suffix)
  writeFileSync(`${damaged.path}-wal`, 'other rows')
  using store = openStore(damaged.path, { nowMs })
  assert.equal(readFileSync(`${earlier}-wal`, 'utf8'), 'rows')
  assert.equal(readFileSync(`${store.setAside}-wal`, 'utf8'), 'other rows')
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../../../test/fixtures/files.ts'
import { commit } from './commit-jobs.ts'
import { giveNamesBack } from './end-jobs.ts'
import { openStore } from '../opening/open-store.ts'
import type { Store } from '../store.ts'

const folding = { foldsCase: false, normalises: false }

/** Notes results of a job that are all to be called so; answers with their names. */
function named(store: Store, seq: number, stems: string[]): string[] {
  const outputs = stems.map((stem, part) => ({
    branch: 0,
    part,
    folder: '/out',
    name: null,
    stem,
    extension: '.txt',
    beside: null,
    companions: [],
    attempt: `/out/.mr-0123456789-${seq}-${part}`,
    identity: { dev: '1', ino: String(part), sizeBytes: 1, mtimeNs: '1' },
    bytes: 1,
    sha256: '',
    type: 'text/plain',
    facts: { 'entry-stem': stem },
  }))
  const job = { seq, sha256: '', outputs, moves: [], members: [], hasFewer: false, again: [] }
  return commit(store, { batch: 1, folding, atMs: 0, watched: false, jobs: [job] })[0] ?? []
}

test('a job that is tried again gets the names of its first try, and nobody else has them meanwhile', () => {
  using folder = temporaryFolder()
  using store = openStore(join(folder.path, 'journal.db'), { nowMs: 0 })
  assert.deepEqual(named(store, 1, ['a']), ['a.txt'])
  const first = named(store, 2, ['a', 'a', 'b'])
  assert.deepEqual(first, ['a 2.txt', 'a 3.txt', 'b.txt'])
  giveNamesBack(store, { batch: 1, folding, names: first.map((name) => ({ folder: '/out', name })) })
  assert.deepEqual(named(store, 2, ['a', 'a', 'b']), first)
  assert.deepEqual(named(store, 3, ['a', 'b']), ['a 4.txt', 'b 2.txt'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileIdentity } from '../../../contract/job.ts'
import { folding, identity, journalOf } from '../../../test/fixtures/journal-of.ts'
import { commit } from '../results/commit-jobs.ts'
import { done, end } from '../results/end-jobs.ts'
import { rest } from '../results/recover.ts'
import { loadRows, rowsWindow } from '../rows/rows.ts'
import { endWithoutWaiting } from './end-day.ts'
import { knownFiles } from './known-files.ts'

const dayWith = (sources: string[]) => journalOf(sources, { watch: 'w' })

type Day = Awaited<ReturnType<typeof dayWith>>

interface Result {
  folder: string
  name: string
  identity?: FileIdentity
}

/** Publishes one result for a row. */
function publish({ store, batch }: Day, seq: number, result: Result): void {
  const { folder, name } = result
  const output = {
    part: 0,
    branch: 0,
    folder,
    name,
    stem: name,
    extension: '',
    beside: null,
    companions: [],
    attempt: '/out/.mr-1',
  }
  const outputs = [{ ...output, identity: result.identity ?? identity, bytes: 10, sha256: 's', type: '', facts: {} }]
  commit(store, {
    batch,
    folding,
    atMs: 0,
    watched: true,
    jobs: [{ seq, sha256: 's', outputs, moves: [], members: [], hasFewer: false, again: [] }],
  })
  done(store, { batch, folding, jobs: [{ seq, ms: 1, names: [], ctimes: [''], members: [], moved: false }] })
}

test('a result is known as one wherever it lies and whatever letters its name has', async () => {
  await using day = await dayWith(['/in/a', '/in/b'])
  publish(day, 0, { folder: '/in/out', name: 'one\\two.jpg' })
  publish(day, 1, { folder: '/', name: 'three.jpg' })
  const files = ['/in/out/one\\two.jpg', '/three.jpg'].map((source) => ({ source, identity }))
  const known = knownFiles(day.store, { watch: 'w', folder: '/in', files })
  assert.deepEqual(
    known.map(({ own }) => own.length),
    [1, 1],
  )
})

test('a result that a person gave another name in the watched folder is one still, and no other that is brought there', async () => {
  await using day = await dayWith(['/in/a', '/in/b'])
  const named = { ...identity, ino: '71' }
  const brought = { ...identity, ino: '72' }
  publish(day, 0, { folder: '/in', name: 'a', identity: named })
  publish(day, 1, { folder: '/inbox', name: 'b', identity: brought })
  const knownAs = (each: FileIdentity, watch = 'w') => {
    const files = [{ source: '/in/sorted/other', identity: each }]
    return knownFiles(day.store, { watch, folder: '/in', files }).map(({ isNamedAnew }) => isNamedAnew)
  }
  assert.deepEqual([knownAs(named), knownAs(brought), knownAs(identity)], [[true], [false], [false]])
  assert.deepEqual(knownAs({ ...named, mtimeNs: '1' }), [false], 'it was edited')
  assert.deepEqual(knownAs(named, 'another'), [false])
  const [swapped] = knownFiles(day.store, { watch: 'w', folder: '/in', files: [{ source: '/in/b', identity: named }] })
  assert.equal(swapped?.isNamedAnew, true, 'under a name that another file had')
})

test('rows of a day that ended without some of its files are shown as what they are, and no others', async () => {
  await using day = await dayWith(['/in/a', '/in/b', '/in/c', '/in/d'])
  const { store, batch } = day
  publish(day, 1, { folder: '/out', name: 'b' })
  const failed = { seq: 3, state: 'failed' as const, fault: null, step: null, ms: 1, names: [] }
  end(store, { batch, folding, jobs: [failed] })
  const shown = (filter: 'all' | 'waiting' | 'done' | 'failed', search = '') => {
    while (!loadRows(store, batch));
    const found = rowsWindow(store, { batch, filter, search, running: [], offset: 0, limit: 10 })
    return [found?.total, found?.rows.map(({ seq, path }) => `${seq} ${path}`)]
  }
  assert.deepEqual(shown('waiting'), [2, ['0 /in/a', '2 /in/c']])
  rest(store, batch)
  endWithoutWaiting(store, { n: batch, endedMs: 1 })
  const assertShown = () => {
    assert.deepEqual(shown('all'), [2, ['1 /in/b', '3 /in/d']])
    assert.deepEqual(shown('waiting'), [0, []])
    assert.deepEqual(shown('failed'), [1, ['3 /in/d']])
    assert.deepEqual(shown('done', 'b'), [1, ['1 /in/b']])
  }
  assertShown()
  store.known.views.clear()
  assertShown()
})

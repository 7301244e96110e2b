import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../contract/fault.ts'
import { folding, journalOf } from '../../../test/fixtures/journal-of.ts'
import { end } from '../results/end-jobs.ts'
import { joinGroup } from '../results/commit-jobs.ts'
import type { CauseRef } from '../../../contract/row-commands.ts'
import { causesPage, seqsOfCause } from './failure-causes.ts'
import { rowDetail } from './row-detail.ts'
import { loadRows, rowsWindow } from './rows.ts'

const noRow = { running: [], offset: 0, limit: 200 }

/** A journal whose rows can be loaded. */
async function journalWith(sources: string[]) {
  const journal = await journalOf(sources)
  const load = () => {
    while (!loadRows(journal.store, journal.batch));
  }
  return { ...journal, load }
}

function fail(journal: Awaited<ReturnType<typeof journalWith>>, seq: number, why: string): void {
  const fault = new Fault('file-damaged', { subject: `/in/${seq}`, why }).toWire()
  const jobs = [{ seq, state: 'failed' as const, fault, step: null, ms: 3, names: [] }]
  end(journal.store, { batch: journal.batch, folding, jobs })
}

test('without filter and search a window is read at once, in the order of adding', async () => {
  await using journal = await journalWith(['/in/b.jpg', '/in/a.jpg', '/in/c.jpg'])
  const { store, batch } = journal
  const window = rowsWindow(store, { ...noRow, batch, filter: 'all', search: '', offset: 1, limit: 1 })
  assert.deepEqual([window?.total, window?.rows.map(({ path }) => path)], [3, ['/in/a.jpg']])
})

test('rows are filtered by their state as it changes, and what is in hand is not waiting', async () => {
  await using journal = await journalWith(['/in/0', '/in/1', '/in/2', '/in/3'])
  const { store, batch } = journal
  const seqs = (filter: 'failed' | 'waiting' | 'running', running: number[] = []) =>
    rowsWindow(store, { ...noRow, batch, filter, search: '', running })?.rows.map(({ seq }) => seq)
  assert.equal(seqs('failed'), undefined, 'rows have to be loaded first')
  journal.load()
  assert.deepEqual(seqs('failed'), [])
  fail(journal, 2, 'No end.')
  assert.deepEqual([seqs('failed'), seqs('waiting')], [[2], [0, 1, 3]])
  assert.deepEqual([seqs('waiting', [1]), seqs('running', [1, 2])], [[0, 3], [1]])
  journal.add(['/in/4'])
  assert.deepEqual(seqs('waiting'), [0, 1, 3, 4])
})

test('names are searched whatever the case and the form of accents; folders are not', async () => {
  await using journal = await journalWith(['/in/IMG_1.JPG', '/img/2.png', '/in/cafe\u0301.jpg', '/in/\udcff img'])
  const { store, batch } = journal
  journal.load()
  const found = (search: string) =>
    rowsWindow(store, { ...noRow, batch, filter: 'all', search })?.rows.map(({ seq }) => seq)
  assert.deepEqual([found('img'), found('CAFÉ'), found('.jpg'), found('nothing')], [[0, 3], [2], [0, 2], []])
  journal.add(['/in/img 5'])
  assert.deepEqual(found('img'), [0, 3, 4])
})

test('filter and search go together, over many rows', async () => {
  const sources = Array.from({ length: 20_000 }, (_, seq) => `/in/file-${seq}.jpg`)
  await using journal = await journalWith(sources)
  const { store, batch } = journal
  for (const seq of [7, 777, 1777, 17_777]) fail(journal, seq, 'No end.')
  journal.load()
  const window = rowsWindow(store, { ...noRow, batch, filter: 'failed', search: '777', offset: 1, limit: 2 })
  assert.deepEqual([window?.total, window?.rows.map(({ seq }) => seq)], [3, [1777, 17_777]])
})

test('what a transaction took back is not in the views', async () => {
  await using journal = await journalWith(['/in/0'])
  const { store, batch } = journal
  journal.load()
  store.exec('BEGIN')
  fail(journal, 0, 'No end.')
  store.rollBack()
  journal.load()
  assert.equal(rowsWindow(store, { ...noRow, batch, filter: 'failed', search: '' })?.total, 0)
})

test('failures are counted by code and reason', async () => {
  await using journal = await journalWith(['/in/0', '/in/1', '/in/2'])
  for (const [seq, why] of [
    [0, 'No end.'],
    [1, 'No start.'],
    [2, 'No end.'],
  ] as const)
    fail(journal, seq, why)
  journal.load()
  const page = causesPage(journal.store, { batch: journal.batch, after: -1 })
  assert.deepEqual(
    page?.causes.map(({ message, count }) => [message, count]),
    [
      ['No end.', 2],
      ['No start.', 1],
    ],
  )
  assert.equal(page?.next, null)
  const of = (cause: CauseRef) => seqsOfCause(journal.store, { batch: journal.batch, cause, after: -1 })
  const code = page?.causes[0]?.code ?? ''
  assert.deepEqual(of({ code, why: 'No end.' }), { seqs: [0, 2], next: null })
  assert.deepEqual(of({ code, why: null }), { seqs: [0, 1, 2], next: null })
  assert.deepEqual(of({ code: 'disk-full', why: null }), { seqs: [], next: null })
})

test('names that are too long fail for one cause, however long each of them is', async () => {
  await using journal = await journalWith(['/in/0', '/in/1'])
  const { store, batch } = journal
  const jobs = [257, 300].map((bytes, seq) => {
    const fault = new Fault('name-too-long', { subject: `${seq}`, why: `It has ${bytes} bytes.` }).toWire()
    return { seq, state: 'failed' as const, fault, step: null, ms: 3, names: [] }
  })
  end(store, { batch, folding, jobs })
  journal.load()
  const { causes } = causesPage(store, { batch, after: -1 }) ?? { causes: [] }
  assert.deepEqual(
    causes.map(({ code, message, count }) => [code, message, count]),
    [['name-too-long', '', 2]],
  )
  const cause = { code: 'name-too-long', why: '' }
  assert.deepEqual(seqsOfCause(store, { batch, cause, after: -1 }), { seqs: [0, 1], next: null })
})

test('one row is told with everything about it', async () => {
  await using journal = await journalWith(['/in/\udcff'])
  const detail = rowDetail(journal.store, { batch: journal.batch, seq: 0 })
  assert.deepEqual(
    [detail?.path, detail?.pathKey, detail?.modifiedMs, detail?.state],
    ['/in/\ufffd', Buffer.from([47, 105, 110, 47, 255]).toString('base64url'), 5, 'waiting'],
  )
  assert.equal(rowDetail(journal.store, { batch: journal.batch, seq: 9 }), null)
})

test('an original is told to be where it is: in the vault, moved, back, or removed for good', async () => {
  await using journal = await journalWith(['/in/a.jpg'])
  const { batch } = journal
  const place = () => rowDetail(journal.store, { batch, seq: 0 })?.original
  const sql = `INSERT INTO moves(batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms)
    VALUES(?, 0, ?, '/in/a.jpg', '/elsewhere/a.jpg', '', 1, '', ?, 0)`
  assert.equal(place(), 'kept')
  for (const [kind, state, wanted] of [
    ['conflict', 'done', 'kept'],
    ['original', 'done', 'vault'],
    ['original', 'emptied', 'removed'],
    ['moved', 'done', 'moved'],
    ['moved', 'back', 'kept'],
  ] as const) {
    journal.store.run(sql, batch, kind, state)
    assert.equal(place(), wanted)
  }
})

test('groups are told by the row that stands for each, and found by any of their files', async () => {
  await using journal = await journalWith(['/in/a.pdf', '/in/b.pdf', '/in/c.pdf', '/in/d.pdf', '/in/e.pdf'])
  const { store, batch, load } = journal
  for (const [seq, leader] of [
    [0, 0],
    [2, 0],
    [1, 1],
    [3, 1],
  ] as const)
    joinGroup(store, { batch, seq, leader, members: 2, sha256: null })
  load()
  const told = (search: string) =>
    rowsWindow(store, { ...noRow, batch, filter: 'groups', search })?.rows.map(({ seq }) => seq)
  assert.deepEqual([told(''), told('c.'), told('d.'), told('e.')], [[0, 1], [0], [1], []])
})

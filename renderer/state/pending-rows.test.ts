import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsWith, jobRowOf, missingCount, nthOf, pendingOf, shownPending } from './pending-rows.ts'
import { newRow, type UploadRow } from './upload-rows.ts'

const rows = (states: UploadRow['state'][]): UploadRow[] =>
  states.map((state, nth) => ({ ...newRow(nth, `Trip/IMG_${nth}.jpg`, 100), state, sentBytes: 40 }))
const nths = (of: UploadRow[]) => of.map(({ nth }) => nth)

test('files that are not there are pending, and those that wait for one before them', () => {
  const sent = rows(['arrived', 'known', 'failed', 'arrived', 'sending', 'waiting'])
  assert.deepEqual(nths(pendingOf(sent, 3)), [2, 4, 5])
  assert.deepEqual(nths(pendingOf(sent, 2)), [2, 3, 4, 5])
})

test('a file the engine has taken before this page heard that it arrived is not told twice', () => {
  assert.deepEqual(nths(pendingOf(rows(['arrived', 'sending', 'sending', 'waiting']), 2)), [2, 3])
})

test('files that are sent a second time are not told twice: the engine took the first of them', () => {
  const sent = rows(['sending', 'sending', 'waiting', 'failed', 'waiting', 'waiting'])
  assert.deepEqual(nths(pendingOf(sent, 4)), [3, 5])
  assert.equal(missingCount(sent, 4), 2)
})

test('files that wait for one before them are not missing', () => {
  assert.equal(missingCount(rows(['failed', 'arrived', 'known', 'cancelled']), 0), 2)
})

test('filters and the search find pending files as they find others', () => {
  const sent = rows(['sending', 'waiting', 'failed', 'arrived', 'cancelled'])
  const found = (filter: 'all' | 'uploading' | 'waiting' | 'running' | 'failed' | 'cancelled', search = '') =>
    nths(shownPending(sent, { filter, search }))
  assert.deepEqual(found('all'), [0, 1, 2, 3, 4])
  assert.deepEqual(
    [found('uploading'), found('waiting'), found('running'), found('failed'), found('cancelled')],
    [[0], [1, 3], [], [2], [4]],
  )
  assert.deepEqual(found('all', 'img_2'), [2])
})

test('counters tell of files the engine does not know yet', () => {
  const counts = {
    total: 5,
    waiting: 1,
    running: 1,
    done: 2,
    reused: 0,
    skipped: 0,
    failed: 1,
    cancelled: 0,
    undone: 0,
  }
  const sizes = { totalBytes: 0, endedBytes: 0, doneBytes: 0, results: 0, outputBytes: 0 }
  const all = countsWith({ ...counts, ...sizes }, rows(['sending', 'waiting', 'arrived', 'failed']))
  assert.deepEqual([all.total, all.uploading, all.waiting, all.running, all.failed], [9, 1, 3, 1, 2])
})

test('a pending file is a row like others, with a number of its own', () => {
  const [row] = rows(['sending'])
  assert.ok(row)
  const { seq, state, stage, fraction } = jobRowOf(row)
  assert.deepEqual([nthOf(seq), nthOf(7), state, stage, fraction], [0, null, 'running', 'upload', 0.4])
})

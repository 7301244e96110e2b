import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../contract/fault.ts'
import type { BatchCounts, ReportLine } from '../../../../contract/job.ts'
import type { OriginalsLeave } from '../../../../contract/recipe.ts'
import { snapshotOf } from '../testing/scripted-engine.ts'
import { Causes } from './causes.ts'
import { closingLines } from './closing-lines.ts'

const close = (state: 'finished' | 'cancelled', counts: Partial<BatchCounts>, path = '') =>
  closingLines({
    batch: snapshotOf({ state, counts }),
    elapsedMs: 192_000,
    report: path ? { path, fault: undefined } : undefined,
    causes: [],
  })

test('what became of the files, where results are, and the ways back and on', () => {
  assert.deepEqual(
    close('finished', { total: 9, done: 7, reused: 2, skipped: 1, failed: 1, outputBytes: 2e6 }, '/r\n.jsonl'),
    [
      '7 files done (2 of them earlier), 1 failed, 1 skipped in 3 min 12 s. 2.0 MB of results in /out',
      'Report: /r\\n.jsonl',
      'Take back: millrace undo batch-1   Check: millrace verify batch-1',
      'Go on: millrace resume batch-1',
    ],
  )
})

test('results that replaced their originals are not said to be anywhere else', () => {
  const batch = snapshotOf({ state: 'finished', counts: { total: 2, done: 2 }, replaces: true })
  const [line] = closingLines({ batch, elapsedMs: 1000, report: undefined, causes: [] })
  assert.equal(line, '2 files done in 1.0 s. Results in the places of their originals')
})

test('originals that did not stay where they were are told of, unless every result was there already', () => {
  const closed = (originals: OriginalsLeave, reused: number) => {
    const batch = snapshotOf({ state: 'finished', counts: { total: 2, done: 2, reused }, originals })
    return closingLines({ batch, elapsedMs: 1000, report: undefined, causes: [] })
  }
  assert.equal(closed('vault', 0)[1], 'Originals went to the vault.')
  assert.equal(closed('move', 1)[1], 'Originals were moved away from where they were.')
  assert.equal(closed('replace', 0)[1], 'Originals were replaced; the old ones are in the vault.')
  assert.doesNotMatch(closed('vault', 2).join('\n'), /Originals/)
})

test('where a step picks the originals that leave, not all of them are said to have left', () => {
  const batch = snapshotOf({ state: 'finished', counts: { total: 4, done: 4 }, originals: 'vault', picked: true })
  const lines = closingLines({ batch, elapsedMs: 1000, report: undefined, causes: [] })
  assert.equal(lines[1], 'Only originals that the recipe has picked left their places.')
})

test('an interrupted run says what is not done and how to go on', () => {
  assert.deepEqual(close('cancelled', { total: 500, done: 120, cancelled: 300 }), [
    'Stopped: 120 files done, 380 not done in 3 min 12 s. Results in /out',
    'Take back: millrace undo batch-1   Check: millrace verify batch-1',
    'Go on: millrace resume batch-1',
  ])
})

test('a run that was stopped before all files were found says that there are more', () => {
  const counts = { total: 1536, done: 704, cancelled: 832 }
  const batch = snapshotOf({ state: 'cancelled', counts, partial: true })
  assert.deepEqual(closingLines({ batch, elapsedMs: 1000, report: undefined, causes: [] }).slice(0, 2), [
    'Stopped: 704 files done, 832 not done in 1.0 s. Results in /out',
    'Not all files had been found by then: going on finds the others, too.',
  ])
})

test('a report that could not be written is told of, and how to get one where the originals are still there', () => {
  const fault = new Fault('disk-full', { subject: '/r.jsonl' })
  const closed = (originals?: OriginalsLeave) => {
    const batch = snapshotOf({ state: 'finished', counts: { total: 1, done: 1 }, ...(originals && { originals }) })
    return closingLines({ batch, elapsedMs: 1000, report: { path: '/r.jsonl', fault }, causes: [] })
  }
  const told = 'The report could not be written. No space left on the disk of /r.jsonl. (disk-full)'
  assert.deepEqual(closed().slice(1, 3), [told, 'Write one later: millrace resume batch-1 --report <file>'])
  assert.equal(closed('move')[2], told)
  assert.doesNotMatch(closed('move').join('\n'), /resume/)
})

test('when all results were there already there is nothing to take back', () => {
  const lines = close('finished', { total: 5, done: 5, reused: 5 })
  assert.equal(lines.at(-1), 'Check: millrace verify batch-1')
})

test('no files at all is said plainly', () => {
  assert.deepEqual(close('finished', {}), ['No files found to process in 3 min 12 s.'])
})

test('failures are grouped by cause, most frequent first, with ten names and the number of the others', () => {
  const causes = new Causes()
  const line = (name: string, code: string): ReportLine => ({
    batch: 'b',
    path: `/in/${name}`,
    state: 'failed',
    reused: false,
    outputs: [],
    code,
    message: `/in/${name} is bad.`,
    remedy: 'Mend it.',
    ms: 1,
  })
  causes.add(line('one', 'file-empty'))
  for (let at = 0; at < 322; at++) causes.add(line(`f${at}`, 'file-damaged'))
  const lines = causes.lines()
  assert.deepEqual(lines.slice(0, 3), ['', '322 files failed. Mend it. (file-damaged)', '  /in/f0 is bad.'])
  assert.deepEqual(lines.slice(11), [
    '  /in/f9 is bad.',
    '  and 312 more',
    '',
    '1 file failed. Mend it. (file-empty)',
    '  /in/one is bad.',
  ])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BatchRow } from '../../../../contract/batch-commands.ts'
import { emptyCounts } from '../../../../contract/job.ts'
import { said } from '../testing/said.ts'
import { type ScriptedEngine, snapshotOf } from '../testing/scripted-engine.ts'

type Answers = ScriptedEngine['answers']

const row: BatchRow = {
  id: 'b-1',
  recipe: 'Copy',
  out: '/out',
  state: 'finished',
  startedMs: 0,
  endedMs: 0,
  counts: { ...emptyCounts(), total: 12, done: 12 },
  undo: { untilMs: null, lost: 0 },
}

test('undo names each file undone or left, and exits 1 when any was left', async () => {
  const files = [
    { path: '/in/a.jpg', result: 'undone', reason: '' },
    { path: '/in/b.jpg', result: 'left', reason: 'It was edited since.' },
  ] as const
  const answers: Answers = {
    'batch.list': () => ({ batches: [row] }),
    'batch.get': () => ({ batch: snapshotOf({ batchId: 'b-1', counts: { done: 2 } }) }),
    'batch.undo': () => ({ files: [...files] }),
  }
  const { exitCode, lines, asked, stderr } = await said(['undo', 'last', 'b.jpg'], answers, '/in')
  assert.equal(exitCode, 1)
  assert.deepEqual(
    asked.slice(-2).map(({ input }) => input),
    [
      { batch: 'b-1', paths: ['/in/b.jpg'], dry: true },
      { batch: 'b-1', paths: ['/in/b.jpg'] },
    ],
  )
  assert.match(stderr, /^Run b-1 of .+, Copy\.\n1 file cannot be taken back:\n  \/in\/b\.jpg: It was edited since\.\n$/)
  assert.deepEqual(lines, [
    'undone: /in/a.jpg',
    'left: /in/b.jpg: It was edited since.',
    '',
    '1 file taken back. 1 file left alone.',
  ])
})

test('where a recipe picked originals out of many files, undo says how many of them came back, and not that all did', async () => {
  const files = Array.from({ length: 5 }, (_, n) => ({ path: `/in/${n}.txt`, result: 'undone' as const, reason: '' }))
  const { lines } = await said(['undo', 'b-1'], {
    'batch.get': () => ({ batch: snapshotOf({ batchId: 'b-1', counts: { done: 5 } }) }),
    'batch.undo': () => ({ files, picked: true, originals: 3 }),
  })
  assert.deepEqual(lines, ['', 'What was made of 5 files taken back; 3 originals brought back.'])
})

test('files that came back in place of results that had replaced them are told in the last line', async () => {
  const files = [{ path: '/in/a.txt', result: 'undone' as const, reason: '' }]
  const lastLine = async (back: { originals?: number; replaced: number }) =>
    (await said(['undo', 'b-1'], { 'batch.undo': () => ({ files, ...back }) })).lines.at(-1)
  assert.equal(await lastLine({ replaced: 1 }), '1 file taken back; 1 replaced file brought back.')
  const both = await lastLine({ originals: 1, replaced: 2 })
  assert.equal(both, '1 file taken back; 1 original and 2 replaced files brought back.')
})

test('an undo that goes on says how many files it took back now and how many in all', async () => {
  const files = Array.from({ length: 52 }, (_, n) => ({ path: `/in/${n}.txt`, result: 'undone' as const, reason: '' }))
  const linesOf = async (answer: ReturnType<NonNullable<Answers['batch.undo']>>) =>
    (await said(['undo', 'b-1'], { 'batch.undo': () => answer })).lines
  const now = '52 files taken back; 52 originals brought back.'
  assert.deepEqual(await linesOf({ files, originals: 52, before: 448 }), [
    '',
    `${now} 448 files taken back before, 500 in all.`,
  ])
  assert.deepEqual(await linesOf({ files: [], before: 500 }), ['This run was taken back already: 500 files.'])
})

test('results that undo does not find are named before anything moves, are not counted as taken back, and exit with 1', async () => {
  const gone = Array.from({ length: 12 }, (_, n) => `/out/${n}.jpg`)
  const files = [{ path: '/in/a.zip', result: 'undone' as const, reason: '', gone }]
  const { exitCode, lines, stderr } = await said(['undo', 'b-1'], {
    'batch.get': () => ({ batch: snapshotOf({ batchId: 'b-1', counts: { done: 2 } }) }),
    'batch.undo': () => ({ files }),
  })
  assert.equal(exitCode, 1)
  assert.match(
    stderr,
    /^12 results not found: moved or removed since, or on another disk .*:\n {2}\/out\/0\.jpg\n[^]* {2}and 2 others\n$/,
  )
  assert.deepEqual(lines, ['undone: /in/a.zip', '', '1 file taken back, but for 12 results not found.'])
})

test('many files that undo leaves for the same reason are one line', async () => {
  const reason = 'An earlier run made its result: undo that one.'
  const files = Array.from({ length: 1200 }, (_, n) => ({ path: `/in/${n}.jpg`, result: 'left' as const, reason }))
  const { lines } = await said(['undo', 'b-1'], {
    'batch.undo': () => ({ files }),
    'batch.list': () => ({ batches: [row] }),
  })
  assert.deepEqual(lines, [
    `left: 1,200 files, such as /in/0.jpg: ${reason}`,
    '',
    '0 files taken back. 1,200 files left alone.',
  ])
})

test('an undo of more files than an answer names counts the others', async () => {
  const files = [
    { path: '/in/a.jpg', result: 'undone', reason: '' },
    { path: '/in/b.jpg', result: 'left', reason: 'It was edited since.' },
  ] as const
  const more = { undone: 70_000, left: 2, gone: 3 }
  const answers: Answers = {
    'batch.get': () => ({ batch: snapshotOf({ batchId: 'b-1' }) }),
    'batch.undo': () => ({ files: [...files], more }),
  }
  const { exitCode, lines, stderr } = await said(['undo', 'b-1', '--verbose'], answers)
  assert.equal(exitCode, 1)
  assert.match(stderr, /^3 files cannot be taken back:\n[^]*and 2 other files\n3 results not found:[^]*and 3 others\n$/)
  assert.deepEqual(lines, [
    'undone: /in/a.jpg',
    'undone: 70,000 other files',
    'left: /in/b.jpg: It was edited since.',
    'left: and 2 other files',
    '',
    '70,001 files taken back, but for 3 results not found. 3 files left alone.',
  ])
  const json = await said(['undo', 'b-1', '--json'], answers)
  assert.deepEqual(JSON.parse(json.lines.at(-1) ?? ''), { more })
})

test('many files that undo takes back are counted, and named where somebody wants to see them', async () => {
  const files = Array.from({ length: 1200 }, (_, n) => ({
    path: `/in/${n}.jpg`,
    result: 'undone' as const,
    reason: '',
  }))
  const answers: Answers = { 'batch.undo': () => ({ files }) }
  assert.deepEqual((await said(['undo', 'b-1'], answers)).lines, ['', '1,200 files taken back.'])
  for (const word of ['--verbose', '--json'])
    assert.ok((await said(['undo', 'b-1', word], answers)).lines.length >= 1200, word)
})

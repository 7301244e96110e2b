import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { journalOf } from '../../../test/fixtures/journal-of.ts'
import type { Store } from '../store.ts'
import { beginUndo, endUndo, halfUndone, noteElsewhere, noteUndo, type UndoEnds } from './undo.ts'

const place = '/state/vault/t'
const identity = { dev: '0', ino: '1', sizeBytes: 1, mtimeNs: '1' }

interface Job {
  seq: number
  results: number
  isReplaced: boolean
  /** Somebody's file had the name of its first result, and another one had it later. */
  displaced: number
  /** How it ended in a later turn, which it keeps. */
  state: 'done' | 'waiting' | 'failed' | 'skipped' | 'cancelled'
  end: 'undone' | 'kept' | 'untouched' | 'open'
}

const jobs = fc
  .array(
    fc.record({
      results: fc.integer({ min: 1, max: 3 }),
      isReplaced: fc.boolean(),
      displaced: fc.integer({ min: 0, max: 2 }),
      state: fc.constantFrom('done', 'waiting', 'failed', 'skipped', 'cancelled'),
      end: fc.constantFrom('undone', 'kept', 'untouched', 'open'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((job, seq): Job => ({ seq, ...job })))

const copied: Job = { seq: 0, results: 1, isReplaced: false, displaced: 0, state: 'done', end: 'undone' }

const nameOf = (seq: number, part: number): string => `${seq}-${part}.txt`

/** Rows of moves have numbers by which they are found again. */
const row = (seq: number, place: number): number => seq * 10 + place + 1

function addMove(store: Store, { seq, at, from }: { seq: number; at: number; from: string }): void {
  store.run(
    "INSERT INTO moves(n, batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms) VALUES(?, 1, ?, ?, ?, ?, '1:1:1', 1, 's', 'done', 1)",
    row(seq, at),
    seq,
    at === 0 ? 'original' : 'conflict',
    from,
    `${place}/tag-${seq}-${at}.txt`,
  )
}

/** Every job has its results in `/out`, and in the vault what was replaced. */
function finish(store: Store, list: Job[]): void {
  store.run("INSERT INTO folders(n, path) VALUES(1, '/out')")
  for (const { seq, results, isReplaced, displaced, state } of list) {
    store.run('UPDATE jobs SET state = ? WHERE seq = ?', state, seq)
    for (let part = 0; part < results; part++)
      store.run(
        "INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published) VALUES(1, ?, ?, 1, ?, '/out/.mr-1', '1:1:1', 1, 's', '', 1)",
        seq,
        part,
        nameOf(seq, part),
      )
    if (isReplaced) addMove(store, { seq, at: 0, from: `/in/${seq}` })
    for (let at = 1; at <= displaced; at++) addMove(store, { seq, at, from: `/out/${nameOf(seq, 0)}` })
  }
}

/** What returns: of two files from one place the first. */
const returning = ({ seq, isReplaced, displaced }: Job): number[] => [
  ...(isReplaced ? [row(seq, 0)] : []),
  ...(displaced > 0 ? [row(seq, 1)] : []),
]

const resultsOf = ({ seq, results }: Job) => Array.from({ length: results }, (_, part) => ({ seq, part }))

/** Each result has a row of its own from the beginning. */
function beginInRows(store: Store, list: Job[]): void {
  const plans = list.map((job) => ({
    seq: job.seq,
    back: returning(job),
    moves: resultsOf(job).map(({ seq, part }) => {
      const [from, to] = [`/out/${nameOf(seq, part)}`, `${place}/x-${nameOf(seq, part)}`]
      return { kind: 'result' as const, from, to, identity, bytes: 1, sha256: 's' }
    }),
  }))
  beginUndo(store, { batch: 1, atMs: 7, plans })
}

function beginInNote(store: Store, list: Job[]): void {
  noteUndo(store, {
    batch: 1,
    atMs: 7,
    place,
    seqs: list.map(({ seq }) => seq),
    results: list.flatMap(resultsOf).map(({ seq, part }) => [seq, part, `x-${nameOf(seq, part)}`]),
    back: list.flatMap((job) => returning(job).map((move) => [job.seq, move] as [number, number])),
  })
}

function endsOf(list: Job[]): UndoEnds {
  const of = (end: Job['end']) => list.filter((job) => job.end === end)
  return {
    undone: of('undone').map(({ seq }) => seq),
    kept: of('kept').map(({ seq }) => ({ seq, moved: [`/out/${nameOf(seq, 0)}`] })),
    untouched: of('untouched').map(({ seq }) => seq),
  }
}

function rowsOf(store: Store): unknown {
  return {
    jobs: store.all('SELECT seq, state, was FROM jobs ORDER BY seq'),
    moves: store.all(
      'SELECT seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms FROM moves ORDER BY 1, 3, 4',
    ),
    outputs: store.all('SELECT seq, part FROM outputs ORDER BY 1, 2'),
    half: halfUndone(store, null).map(({ seq, moves }) => [seq, moves.map(({ kind, from, to }) => [kind, from, to])]),
  }
}

async function ended(list: Job[], begin: (store: Store, jobs: Job[]) => void): Promise<unknown> {
  await using journal = await journalOf(list.map(({ seq }) => `/in/${seq}`))
  finish(journal.store, list)
  begin(journal.store, list)
  endUndo(journal.store, { batch: 1, ends: endsOf(list) })
  return { half: halfUndone(journal.store, null).length, ...(rowsOf(journal.store) as object) }
}

test('a note for many jobs ends as rows for each would, and what is still open is gone on with alike', () =>
  fc.assert(
    fc.asyncProperty(jobs, async (list) => {
      assert.deepEqual(await ended(list, beginInNote), await ended(list, beginInRows))
    }),
    { numRuns: 60 },
  ))

test('nothing of a note is left when all its jobs have ended', async () => {
  const list = [0, 1].map((seq): Job => ({ ...copied, seq, isReplaced: true }))
  await using journal = await journalOf(['/in/0', '/in/1'])
  finish(journal.store, list)
  beginInNote(journal.store, list)
  endUndo(journal.store, { batch: 1, ends: { undone: [0], kept: [], untouched: [] } })
  const left = journal.store.lists('SELECT seqs, results, back FROM undo_notes')
  assert.deepEqual(left, [['[1]', '[[1,0,"x-1-0.txt"]]', '[[1,11]]']])
  endUndo(journal.store, { batch: 1, ends: { undone: [1], kept: [], untouched: [] } })
  assert.deepEqual(journal.store.all('SELECT * FROM undo_notes'), [])
})

test('a result that goes to another place than was noted is known to be there', async () => {
  const job = copied
  await using journal = await journalOf(['/in/0'])
  finish(journal.store, [job])
  beginInNote(journal.store, [job])
  const [from, to] = ['/out/0-0.txt', '/out/.vault/t/x-0-0.txt']
  const moves = [{ kind: 'result' as const, from, to, identity, bytes: 1, sha256: 's' }]
  noteElsewhere(journal.store, { batch: 1, seq: 0, atMs: 8, moves })
  endUndo(journal.store, { batch: 1, ends: { undone: [0], kept: [], untouched: [] } })
  assert.deepEqual(journal.store.lists('SELECT to_path, state FROM moves'), [[to, 'done']])
})

test('a result in a root has one separator before its name', async () => {
  await using journal = await journalOf(['/in/0'])
  const list = [copied]
  finish(journal.store, list)
  for (const [folder, from] of [
    ['/', '/0-0.txt'],
    ['C:\\', 'C:\\0-0.txt'],
    ['C:\\out', 'C:\\out\\0-0.txt'],
  ] as const) {
    journal.store.run('UPDATE folders SET path = ?', folder)
    beginInNote(journal.store, list)
    assert.deepEqual(
      halfUndone(journal.store, null)[0]?.moves.map((move) => move.from),
      [from],
    )
  }
})

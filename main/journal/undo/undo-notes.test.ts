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
  end: 'undone' | 'kept' | 'untouched' | 'open'
}

const jobs = fc
  .array(
    fc.record({
      results: fc.integer({ min: 1, max: 3 }),
      isReplaced: fc.boolean(),
      end: fc.constantFrom('undone', 'kept', 'untouched', 'open'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.map((job, seq): Job => ({ seq, ...job })))

const nameOf = (seq: number, part: number): string => `${seq}-${part}.txt`
const vaulted = (seq: number): string => `${place}/tag-${seq}.txt`

/** Every job is done, has its results in `/out`, and its original in the vault where that was replaced. */
function finish(store: Store, list: Job[]): void {
  store.run("UPDATE jobs SET state = 'done'")
  store.run("INSERT INTO folders(n, path) VALUES(1, '/out')")
  for (const { seq, results, isReplaced } of list) {
    for (let part = 0; part < results; part++)
      store.run(
        "INSERT INTO outputs(batch, seq, part, folder, name, attempt, identity, bytes, sha, type, published) VALUES(1, ?, ?, 1, ?, '/out/.mr-1', '1:1:1', 1, 's', '', 1)",
        seq,
        part,
        nameOf(seq, part),
      )
    if (isReplaced)
      store.run(
        "INSERT INTO moves(n, batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms) VALUES(?, 1, ?, 'original', ?, ?, '1:1:1', 1, 's', 'done', 1)",
        seq + 1,
        seq,
        `/in/${seq}`,
        vaulted(seq),
      )
  }
}

const resultsOf = ({ seq, results }: Job) => Array.from({ length: results }, (_, part) => ({ seq, part }))

/** Each result has a row of its own from the beginning. */
function beginInRows(store: Store, list: Job[]): void {
  const plans = list.map((job) => ({
    seq: job.seq,
    back: job.isReplaced ? [job.seq + 1] : [],
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
    back: list.filter(({ isReplaced }) => isReplaced).map(({ seq }) => [seq, seq + 1]),
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
    half: halfUndone(store).map(({ seq, moves }) => [seq, moves.map(({ kind, from, to }) => [kind, from, to])]),
  }
}

async function ended(list: Job[], begin: (store: Store, jobs: Job[]) => void): Promise<unknown> {
  await using journal = await journalOf(list.map(({ seq }) => `/in/${seq}`))
  finish(journal.store, list)
  begin(journal.store, list)
  endUndo(journal.store, { batch: 1, ends: endsOf(list) })
  return { half: halfUndone(journal.store).length, ...(rowsOf(journal.store) as object) }
}

test('a note for many jobs ends as rows for each would, and what is still open is gone on with alike', () =>
  fc.assert(
    fc.asyncProperty(jobs, async (list) => {
      assert.deepEqual(await ended(list, beginInNote), await ended(list, beginInRows))
    }),
    { numRuns: 60 },
  ))

test('nothing of a note is left when all its jobs have ended', async () => {
  const list: Job[] = [0, 1].map((seq) => ({ seq, results: 1, isReplaced: true, end: 'undone' }))
  await using journal = await journalOf(['/in/0', '/in/1'])
  finish(journal.store, list)
  beginInNote(journal.store, list)
  endUndo(journal.store, { batch: 1, ends: { undone: [0], kept: [], untouched: [] } })
  const left = journal.store.lists('SELECT seqs, results, back FROM undo_notes')
  assert.deepEqual(left, [['[1]', '[[1,0,"x-1-0.txt"]]', '[[1,2]]']])
  endUndo(journal.store, { batch: 1, ends: { undone: [1], kept: [], untouched: [] } })
  assert.deepEqual(journal.store.all('SELECT * FROM undo_notes'), [])
})

test('a result that goes to another place than was noted is known to be there', async () => {
  const job: Job = { seq: 0, results: 1, isReplaced: false, end: 'undone' }
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
  const list: Job[] = [{ seq: 0, results: 1, isReplaced: false, end: 'undone' }]
  finish(journal.store, list)
  for (const [folder, from] of [
    ['/', '/0-0.txt'],
    ['C:\\', 'C:\\0-0.txt'],
    ['C:\\out', 'C:\\out\\0-0.txt'],
  ] as const) {
    journal.store.run('UPDATE folders SET path = ?', folder)
    beginInNote(journal.store, list)
    assert.deepEqual(
      halfUndone(journal.store)[0]?.moves.map((move) => move.from),
      [from],
    )
  }
})

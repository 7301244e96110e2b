import { type Column, fromColumn } from '../columns.ts'
import type { MoveKind } from '../moves/moves.ts'
import { hasResults } from '../results/older-results.ts'
import { joined } from '../place.ts'
import type { Store } from '../store.ts'
import type { UndoPage } from './undoable.ts'
import { withinPage } from './within-page.ts'

/** Jobs with results before `before`, last first: what was made last is taken back first. Fewer than `limit` where they have many results, but one at least. */
export function undoPage(
  store: Store,
  { batch, before, limit }: { batch: number; before: number; limit: number },
): UndoPage {
  const rows = jobsBefore(store, { batch, before, limit })
  const [first, last] = [rows.at(-1)?.[0] ?? 0, rows[0]?.[0] ?? 0]
  const ends: Ends = { of: [batch, first, last], isDense: last - first === rows.length - 1 }
  return {
    jobs: rows.map(([seq, source, members]) => [
      seq,
      fromColumn(source),
      members > 1 ? membersOf(store, batch, seq) : [],
    ]),
    outputs: outputsOf(store, ends),
    moves: movesOf(store, ends),
  }
}

type JobRow = [seq: number, source: Column, members: number]

function jobsBefore(
  store: Store,
  { batch, before, limit }: { batch: number; before: number; limit: number },
): JobRow[] {
  const sql = `SELECT seq, source, members FROM jobs j WHERE batch = ? AND seq < ? AND ${hasResults} ORDER BY seq DESC LIMIT ?`
  const rows = store.lists<JobRow>(sql, batch, before, limit)
  const several = new Map(
    store.lists<[seq: number, outputs: number]>(
      'SELECT seq, count(*) FROM outputs WHERE batch = ? AND seq BETWEEN ? AND ? GROUP BY seq HAVING count(*) > 1',
      batch,
      rows.at(-1)?.[0] ?? 0,
      rows[0]?.[0] ?? 0,
    ),
  )
  return withinPage(rows, ([seq]) => several.get(seq) ?? 1)
}

/** The jobs of a page, told by its ends. `isDense`: they are all that lie between those. */
interface Ends {
  of: [batch: number, first: number, last: number]
  isDense: boolean
}

/** Only rows of the jobs of a page. Where it is dense that need not be looked up for each. */
function whereOfPage(rows: string, { isDense }: Ends): string {
  const ofJob = `EXISTS (SELECT 1 FROM jobs j WHERE j.batch = ${rows}.batch AND j.seq = ${rows}.seq AND ${hasResults})`
  return `WHERE ${rows}.batch = ? AND ${rows}.seq BETWEEN ? AND ?${isDense ? '' : ` AND ${ofJob}`}`
}

function membersOf(store: Store, batch: number, seq: number): string[] {
  const sql = 'SELECT source FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader = ? AND seq <> ? ORDER BY seq'
  return store.all<{ source: Column }>(sql, batch, seq, seq).map(({ source }) => fromColumn(source))
}

/** Of a result that was taken over: the last batch that made it itself. */
const makerOf = `SELECT b.id FROM outputs e INDEXED BY outputs_place CROSS JOIN batches b ON b.n = e.batch
  WHERE e.folder = o.folder AND e.name = o.name AND e.identity = o.identity AND e.attempt <> '' ORDER BY e.batch DESC LIMIT 1`

function outputsOf(store: Store, ends: Ends): UndoPage['outputs'] {
  type Row = [
    seq: number,
    part: number,
    name: Column,
    attempt: Column,
    identity: string,
    sha: string,
    ctime: string,
    bytes: number,
    maker: string,
    folder: Column,
  ]
  const rows = store.lists<Row>(
    `SELECT o.seq, o.part, o.name, o.attempt, o.identity, o.sha, o.ctime, o.bytes,
       CASE o.attempt WHEN '' THEN coalesce((${makerOf}), '') ELSE '' END, f.path
     FROM outputs o CROSS JOIN folders f ON f.n = o.folder
     ${whereOfPage('o', ends)} AND o.published = 1 ORDER BY o.seq, o.part`,
    ...ends.of,
  )
  return rows.map((row) => {
    const path = joined(fromColumn(row[9]), fromColumn(row[2]))
    return [row[0], row[1], path, fromColumn(row[3]), row[4], row[5], row[6], row[7], row[8]]
  })
}

function movesOf(store: Store, ends: Ends): UndoPage['moves'] {
  type Row = [
    seq: number,
    n: number,
    MoveKind,
    'done' | 'emptied',
    from: Column,
    to: Column,
    identity: string,
    bytes: number,
    sha: string,
  ]
  const rows = store.lists<Row>(
    `SELECT m.seq, m.n, m.kind, m.state, m.from_path, m.to_path, m.identity, m.bytes, m.sha
     FROM moves m INDEXED BY moves_job ${whereOfPage('m', ends)} AND m.state IN ('done', 'emptied') ORDER BY m.seq, m.n`,
    ...ends.of,
  )
  return rows.map((row) => {
    return [row[0], row[1], row[2], row[3], fromColumn(row[4]), fromColumn(row[5]), row[6], row[7], row[8]]
  })
}

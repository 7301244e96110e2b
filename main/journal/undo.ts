import type { FileIdentity, JobState } from '../../contract/job.ts'
import { joined } from './admit.ts'
import { forgetCounts } from './batches.ts'
import { type Column, fromColumn, identityFrom } from './columns.ts'
import { insertMove, type Move, type MoveRow, moveFrom, movesOf, reversed } from './moves.ts'
import type { Store } from './store.ts'

/** A job that may be taken back, with what it made and what it moved. */
export interface Undoable {
  seq: number
  source: string
  /** Where it was made from: another path than one of ours means that the file itself was renamed; empty, that an earlier batch made it. */
  outputs: { path: string; attempt: string; identity: FileIdentity; sha256: string; ctime: string; bytes: number }[]
  moves: (Move & { n: number })[]
  /** Further files it was about: of a group, or that travelled along. */
  members: string[]
  /** What would have to be brought back was removed from the vault for good. */
  emptied: boolean
}

/** Numbers that come as one JSON text: one statement for all jobs of a page. */
const listed = '(SELECT value FROM json_each(?))'

interface JobRow {
  seq: number
  source: Column
  members: number
}

interface OutputRow {
  seq: number
  path: Column
  name: Column
  attempt: Column
  identity: string
  sha: string
  ctime: string
  bytes: number
}

const isUndoable = "j.state = 'done' AND coalesce(j.leader, j.seq) = j.seq"
/** The jobs of a page, told by its ends; what hangs on each is met in its order. */
const ofPage = `j.batch = ? AND j.seq BETWEEN ? AND ? AND ${isUndoable}`

/** Done jobs before `before`, last first: what was made last is taken back first. */
export function undoPage(
  store: Store,
  { batch, before, limit }: { batch: number; before: number; limit: number },
): Undoable[] {
  const sql = `SELECT seq, source, members FROM jobs j WHERE batch = ? AND seq < ? AND ${isUndoable} ORDER BY seq DESC LIMIT ?`
  const rows = store.all<JobRow>(sql, batch, before, limit)
  const page: Page = { batch, first: rows.at(-1)?.seq ?? 0, last: rows[0]?.seq ?? 0 }
  const outputs = outputsOf(store, page)
  const moves = movesOfPage(store, page)
  return rows.map(({ seq, source, members }) => ({
    seq,
    source: fromColumn(source),
    outputs: outputs.get(seq)?.map(outputFrom) ?? [],
    moves:
      moves
        .get(seq)
        ?.filter(({ state }) => state === 'done')
        .map((row) => ({ n: row.n, ...moveFrom(row) })) ?? [],
    members: members > 1 ? membersOf(store, batch, seq) : [],
    emptied: moves.get(seq)?.some(({ state, kind }) => state === 'emptied' && kind !== 'result') ?? false,
  }))
}

interface Page {
  batch: number
  first: number
  last: number
}

function membersOf(store: Store, batch: number, seq: number): string[] {
  const sql = 'SELECT source FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader = ? AND seq <> ? ORDER BY seq'
  return store.all<{ source: Column }>(sql, batch, seq, seq).map(({ source }) => fromColumn(source))
}

function outputsOf(store: Store, { batch, first, last }: Page): Map<number, OutputRow[]> {
  const sql = `SELECT o.seq, f.path, o.name, o.attempt, o.identity, o.sha, o.ctime, o.bytes FROM jobs j
    CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = j.seq CROSS JOIN folders f ON f.n = o.folder
    WHERE ${ofPage} AND o.published = 1 ORDER BY j.seq, o.part`
  return Map.groupBy(store.all<OutputRow>(sql, batch, first, last), ({ seq }) => seq)
}

type DoneRow = Pick<MoveRow, 'n' | 'seq' | 'kind' | 'from_path' | 'to_path' | 'identity' | 'bytes' | 'sha' | 'state'>

function movesOfPage(store: Store, { batch, first, last }: Page): Map<number, DoneRow[]> {
  const sql = `SELECT m.n, m.seq, m.kind, m.from_path, m.to_path, m.identity, m.bytes, m.sha, m.state FROM jobs j
    CROSS JOIN moves m ON m.batch = j.batch AND m.seq = j.seq
    WHERE ${ofPage} AND m.state IN ('done', 'emptied') ORDER BY j.seq, m.n`
  return Map.groupBy(store.all<DoneRow>(sql, batch, first, last), ({ seq }) => seq)
}

function outputFrom({ path, name, attempt, identity, sha, ctime, bytes }: OutputRow): Undoable['outputs'][number] {
  return {
    path: joined(fromColumn(path), fromColumn(name)),
    attempt: fromColumn(attempt),
    identity: identityFrom(identity),
    sha256: sha,
    ctime,
    bytes,
  }
}

/** Of jobs and of all members of the groups they lead. Told apart, since one condition for both would look through the whole batch. */
function setStateOfAll(store: Store, { batch, seqs, state }: { batch: number; seqs: string; state: JobState }): void {
  store.run(`UPDATE jobs SET state = ? WHERE batch = ? AND seq IN ${listed}`, state, batch, seqs)
  store.run(
    `UPDATE jobs INDEXED BY jobs_leader SET state = ? WHERE batch = ? AND leader IN ${listed}`,
    state,
    batch,
    seqs,
  )
}

export interface UndoPlan {
  seq: number
  /** In the order they are to happen. */
  moves: Move[]
  /** Moves of the job, by their rows, whose files then get their old names again, in this order. */
  back: number[]
}

/** Before anything is taken back: every move that is about to happen. From here on recovery goes forward. */
export function beginUndo(
  store: Store,
  { batch, atMs, plans }: { batch: number; atMs: number; plans: UndoPlan[] },
): void {
  const seqs = JSON.stringify(plans.map(({ seq }) => seq))
  const back = JSON.stringify(plans.flatMap((plan) => plan.back))
  store.run(`UPDATE jobs SET state = 'undoing' WHERE batch = ? AND seq IN ${listed}`, batch, seqs)
  store.run(`DELETE FROM moves WHERE batch = ? AND seq IN ${listed} AND state = 'begun'`, batch, seqs)
  store.run(`UPDATE moves SET state = 'returning' WHERE n IN ${listed} AND state = 'done'`, back)
  for (const { seq, moves } of plans) for (const move of moves) insertMove(store, { batch, seq, atMs, move })
}

/** How undo ended for jobs, by their numbers. */
export interface UndoEnds {
  undone: number[]
  /** Something had to stay: they are done as before, and what was moved stays noted. */
  kept: number[]
  /** Nothing of them was moved: they are done as before, as if nobody had asked. */
  untouched: number[]
}

/** Why something had to stay is told by whoever asked. */
export function endUndo(store: Store, { batch, ends }: { batch: number; ends: UndoEnds }): void {
  forgetCounts(store, batch)
  const [undone, kept, untouched] = [ends.undone, ends.kept, ends.untouched].map((seqs) => JSON.stringify(seqs)) as [
    string,
    string,
    string,
  ]
  const of = `batch = ? AND seq IN ${listed}`
  const settle = "UPDATE moves SET state = CASE WHEN kind = 'result' THEN 'done' ELSE 'back' END WHERE"
  if (ends.undone.length > 0) {
    setStateOfAll(store, { batch, seqs: undone, state: 'undone' })
    const moved = "(state = 'begun' OR state IN ('returning', 'done') AND kind <> 'result')"
    store.run(`${settle} ${of} AND ${moved}`, batch, undone)
    store.run(`DELETE FROM outputs WHERE ${of}`, batch, undone)
  }
  for (const seqs of [kept, untouched]) {
    setStateOfAll(store, { batch, seqs, state: 'done' })
    store.run(`UPDATE moves SET state = 'done' WHERE ${of} AND state = 'returning'`, batch, seqs)
  }
  store.run(`${settle} ${of} AND state = 'begun'`, batch, kept)
  store.run(`DELETE FROM moves WHERE ${of} AND state = 'begun'`, batch, untouched)
}

/** Jobs whose undo was cut off, with their moves in the order they were to happen. */
export function halfUndone(store: Store): { batch: number; seq: number; moves: Move[] }[] {
  const rows = store.all<{ batch: number; seq: number }>("SELECT batch, seq FROM jobs WHERE state = 'undoing'")
  return rows.map((job) => {
    const back = movesOf(store, { ...job, state: 'returning' })
      .toReversed()
      .map(reversed)
    return { ...job, moves: [...movesOf(store, { ...job, state: 'begun' }), ...back] }
  })
}

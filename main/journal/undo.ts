import type { FileIdentity, JobState } from '../../contract/job.ts'
import { joined } from './admit.ts'
import { forgetCounts } from './batches.ts'
import { type Column, fromColumn, identityFrom } from './columns.ts'
import { beginMoves, type Move, movesOf, type RecordedMove } from './moves.ts'
import type { Store } from './store.ts'

/** A job that may be taken back, with what it made and what it moved. */
export interface Undoable {
  seq: number
  source: string
  /** Where it was made from: another path than one of ours means that the file itself was renamed; empty, that an earlier batch made it. */
  outputs: { path: string; attempt: string; identity: FileIdentity; sha256: string; ctime: string; bytes: number }[]
  moves: RecordedMove[]
  /** Further files it was about: of a group, or that travelled along. */
  members: string[]
  /** What would have to be brought back was removed from the vault for good. */
  emptied: boolean
}

interface OutputRow {
  path: Column
  name: Column
  attempt: Column
  identity: string
  sha: string
  ctime: string
  bytes: number
}

/** Done jobs before `before`, last first: what was made last is taken back first. */
export function undoPage(
  store: Store,
  { batch, before, limit }: { batch: number; before: number; limit: number },
): Undoable[] {
  const sql =
    "SELECT seq, source, members FROM jobs WHERE batch = ? AND seq < ? AND state = 'done' AND coalesce(leader, seq) = seq ORDER BY seq DESC LIMIT ?"
  const rows = store.all<{ seq: number; source: Column; members: number }>(sql, batch, before, limit)
  return rows.map(({ seq, source, members }) => ({
    seq,
    source: fromColumn(source),
    outputs: outputsOf(store, batch, seq),
    moves: movesOf(store, { batch, seq, state: 'done' }),
    members: members > 1 ? membersOf(store, batch, seq) : [],
    emptied: movesOf(store, { batch, seq, state: 'emptied' }).some(({ kind }) => kind !== 'result'),
  }))
}

function membersOf(store: Store, batch: number, seq: number): string[] {
  const sql = 'SELECT source FROM jobs INDEXED BY jobs_leader WHERE batch = ? AND leader = ? AND seq <> ? ORDER BY seq'
  return store.all<{ source: Column }>(sql, batch, seq, seq).map(({ source }) => fromColumn(source))
}

function outputsOf(store: Store, batch: number, seq: number): Undoable['outputs'] {
  const rows = store.all<OutputRow>(
    `SELECT f.path, o.name, o.attempt, o.identity, o.sha, o.ctime, o.bytes FROM outputs o JOIN folders f ON f.n = o.folder
     WHERE o.batch = ? AND o.seq = ? AND o.published = 1 ORDER BY o.part`,
    batch,
    seq,
  )
  return rows.map(({ path, name, attempt, identity, sha, ctime, bytes }) => ({
    path: joined(fromColumn(path), fromColumn(name)),
    attempt: fromColumn(attempt),
    identity: identityFrom(identity),
    sha256: sha,
    ctime,
    bytes,
  }))
}

/** Of a job and of all members of the group it leads. Told apart, since one condition for both would look through the whole batch. */
export function setStateOfAll(
  store: Store,
  { batch, seq, state }: { batch: number; seq: number; state: JobState },
): void {
  store.run('UPDATE jobs SET state = ? WHERE batch = ? AND seq = ?', state, batch, seq)
  store.run('UPDATE jobs INDEXED BY jobs_leader SET state = ? WHERE batch = ? AND leader = ?', state, batch, seq)
}

export interface UndoPlan {
  seq: number
  moves: Move[]
}

/** Before anything is taken back: every move that is about to happen. From here on recovery goes forward. */
export function beginUndo(
  store: Store,
  { batch, atMs, plans }: { batch: number; atMs: number; plans: UndoPlan[] },
): void {
  for (const { seq, moves } of plans) {
    store.run("UPDATE jobs SET state = 'undoing' WHERE batch = ? AND seq = ?", batch, seq)
    beginMoves(store, { batch, seq, atMs, moves })
  }
}

/** What was taken back is undone; a job of which something had to stay is done as before, with the reason told by whoever asked. */
export function endUndo(
  store: Store,
  { batch, jobs }: { batch: number; jobs: { seq: number; undone: boolean }[] },
): void {
  forgetCounts(store, batch)
  for (const { seq, undone } of jobs) {
    const state: JobState = undone ? 'undone' : 'done'
    setStateOfAll(store, { batch, seq, state })
    store.run(
      "UPDATE moves SET state = CASE WHEN kind = 'result' THEN 'done' ELSE 'back' END WHERE batch = ? AND seq = ? AND state = 'begun'",
      batch,
      seq,
    )
    if (!undone) continue
    store.run(
      "UPDATE moves SET state = 'back' WHERE batch = ? AND seq = ? AND kind <> 'result' AND state = 'done'",
      batch,
      seq,
    )
    store.run('DELETE FROM outputs WHERE batch = ? AND seq = ?', batch, seq)
  }
}

/** Jobs whose undo was cut off. */
export function halfUndone(store: Store): { batch: number; seq: number; moves: RecordedMove[] }[] {
  const rows = store.all<{ batch: number; seq: number }>("SELECT batch, seq FROM jobs WHERE state = 'undoing'")
  return rows.map(({ batch, seq }) => ({ batch, seq, moves: movesOf(store, { batch, seq, state: 'begun' }) }))
}

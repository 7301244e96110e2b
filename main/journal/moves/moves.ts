import type { FileIdentity } from '../../../contract/job.ts'
import { type Column, fromColumn, identityColumn, identityFrom, toColumn } from '../columns.ts'
import type { Store } from '../store.ts'

/**
 * Why a file of a person was moved: `original` into the vault (it is replaced, or the recipe says vault), `moved` to where the
 * recipe moves it, `conflict` into the vault (it had the name of a result), `result` into the vault (its job was undone), `restored`
 * to where it was before any of those.
 */
export type MoveKind = 'original' | 'moved' | 'conflict' | 'result' | 'restored'

export interface Move {
  kind: MoveKind
  from: string
  to: string
  identity: FileIdentity
  bytes: number
  sha256: string
}

/**
 * `begun`: may have happened or not. `done`: it is at `to`. `returning`: it was there, and may have its old name again or not. `back`: it
 * has that. `emptied`: the person had it removed from the vault.
 */
export type MoveState = 'begun' | 'done' | 'returning' | 'back' | 'emptied'

export interface RecordedMove extends Move {
  n: number
  batch: number
  seq: number
  state: MoveState
  atMs: number
}

export interface MoveRow {
  n: number
  batch: number
  seq: number
  kind: MoveKind
  from_path: Column
  to_path: Column
  identity: string
  bytes: number
  sha: string
  state: MoveState
  at_ms: number
}

interface NewMove {
  batch: number
  seq: number
  atMs: number
  move: Move
}

/** Before a file of a person is touched: where it is, where it goes. A move noted before for the same job and file is noted anew. */
export function beginMoves(
  store: Store,
  { batch, seq, atMs, moves }: { batch: number; seq: number; atMs: number; moves: Move[] },
): void {
  for (const move of moves) {
    store.run(
      "DELETE FROM moves WHERE batch = ? AND seq = ? AND from_path = ? AND state = 'begun'",
      batch,
      seq,
      toColumn(move.from),
    )
    insertMove(store, { batch, seq, atMs, move })
  }
}

export function insertMove(store: Store, { batch, seq, atMs, move }: NewMove): void {
  store.run(
    "INSERT INTO moves(batch, seq, kind, from_path, to_path, identity, bytes, sha, state, at_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 'begun', ?)",
    batch,
    seq,
    move.kind,
    toColumn(move.from),
    toColumn(move.to),
    identityColumn(move.identity),
    move.bytes,
    move.sha256,
    atMs,
  )
}

/** All moves noted for a job have happened. */
export function endMoves(store: Store, { batch, seq }: { batch: number; seq: number }): void {
  store.run("UPDATE moves SET state = 'done' WHERE batch = ? AND seq = ? AND state = 'begun'", batch, seq)
}

/** Moves noted for a job are taken back: of its files, only those now under a name of `stuck` do not have their old ones. */
export function revertMoves(
  store: Store,
  { batch, seq, stuck }: { batch: number; seq: number; stuck: string[] },
): void {
  const begun = "batch = ? AND seq = ? AND state = 'begun'"
  for (const to of stuck)
    store.run(`UPDATE moves SET state = 'done' WHERE ${begun} AND to_path = ?`, batch, seq, toColumn(to))
  store.run(`UPDATE moves SET state = 'back' WHERE ${begun}`, batch, seq)
}

/** Whether any original of a batch has left its place, and not got it back. */
export function haveOriginalsLeft(store: Store, batch: number): boolean {
  const left = "batch = ? AND kind IN ('original', 'moved') AND state IN ('done', 'returning', 'emptied')"
  return store.get(`SELECT 1 FROM moves WHERE ${left} LIMIT 1`, batch) !== undefined
}

/** Moves of one job in a state, in the order they were begun. */
export function movesOf(
  store: Store,
  { batch, seq, state }: { batch: number; seq: number; state: MoveState },
): RecordedMove[] {
  return store
    .all<MoveRow>('SELECT * FROM moves WHERE batch = ? AND seq = ? AND state = ? ORDER BY n', batch, seq, state)
    .map(recorded)
}

/** Moves of jobs that are at rest, noted and never ended: each may have happened or not. */
export function halfMoved(store: Store): RecordedMove[] {
  const sql = `SELECT m.* FROM moves m INDEXED BY moves_begun JOIN jobs j ON j.batch = m.batch AND j.seq = m.seq
    WHERE m.state = 'begun' AND m.kind <> 'restored' AND j.state IN ('waiting', 'running', 'failed', 'skipped', 'cancelled') ORDER BY m.n`
  return store.all<MoveRow>(sql).map(recorded)
}

export function recorded(row: MoveRow): RecordedMove {
  const { n, batch, seq, kind, bytes, state } = row
  return {
    n,
    batch,
    seq,
    kind,
    bytes,
    state,
    from: fromColumn(row.from_path),
    to: fromColumn(row.to_path),
    identity: identityFrom(row.identity),
    sha256: row.sha,
    atMs: row.at_ms,
  }
}

/** The move by which a file gets its old name again. */
export function reversed<M extends Move>(move: M): M {
  return { ...move, kind: 'restored', from: move.to, to: move.from }
}

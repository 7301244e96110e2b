import { toColumn } from '../columns.ts'
import { type MoveRow, type RecordedMove, recorded } from './moves.ts'
import type { Store } from '../store.ts'
import { isMoveFree } from '../undo/undo-notes.ts'

/** A file in the vault, with the batch that put it there. */
export interface Held extends RecordedMove {
  batchId: string
}

/** What an undo brings back at this moment is not held any more: it may have its old name already. */
const isHeld = `m.state = 'done' AND m.kind IN ('original', 'conflict', 'result') AND ${isMoveFree}`

/** What the vault holds, oldest first, after row `after`; with `beforeMs` only what has been there since before. */
export function heldPage(
  store: Store,
  { after, limit, beforeMs }: { after: number; limit: number; beforeMs: number | null },
): Held[] {
  const sql = `SELECT m.*, b.id AS batchId FROM moves m JOIN batches b ON b.n = m.batch
    WHERE m.n > ? AND m.at_ms < ? AND ${isHeld} ORDER BY m.n LIMIT ?`
  return store.all<HeldRow>(sql, after, beforeMs ?? Number.MAX_SAFE_INTEGER, limit).map(heldFrom)
}

/** Those of these rows that the vault holds. */
export function heldAt(store: Store, rows: number[]): Held[] {
  const sql = `SELECT m.*, b.id AS batchId FROM moves m JOIN batches b ON b.n = m.batch WHERE m.n = ? AND ${isHeld}`
  return rows.flatMap((n) => store.all<HeldRow>(sql, n).map(heldFrom))
}

export interface HeldTotals {
  files: number
  bytes: number
  oldestMs: number | null
}

/** In figures; with `beforeMs` only what has been there since before. */
export function heldTotals(store: Store, { beforeMs }: { beforeMs: number | null }): HeldTotals {
  const sql = `SELECT count(*) AS files, coalesce(sum(m.bytes), 0) AS bytes, min(m.at_ms) AS oldestMs
    FROM moves m WHERE m.at_ms < ? AND ${isHeld}`
  return store.get(sql, beforeMs ?? Number.MAX_SAFE_INTEGER) ?? { files: 0, bytes: 0, oldestMs: null }
}

/** These are gone for good: the person had them removed. */
export function noteEmptied(store: Store, rows: number[]): void {
  for (const n of rows) store.run("UPDATE moves SET state = 'emptied' WHERE n = ?", n)
}

/**
 * The end of a way out of the vault that was noted: it happened, or it did not and the vault holds the file as before. A file of the
 * person that is beside its name now is known to undo there, as one that was moved.
 */
export function endRestore(
  store: Store,
  { batch, seq, from, to, happened }: Pick<RecordedMove, 'batch' | 'seq' | 'from' | 'to'> & { happened: boolean },
): void {
  const [vaulted, restored] = [toColumn(from), toColumn(to)]
  const begun = "batch = ? AND seq = ? AND state = 'begun' AND kind = 'restored' AND from_path = ?"
  store.run(`UPDATE moves SET state = 'back' WHERE ${begun}`, batch, seq, vaulted)
  if (!happened) return
  const held = "batch = ? AND seq = ? AND state = 'done' AND to_path = ?"
  store.run(
    `UPDATE moves SET state = 'back' WHERE ${held} AND (kind = 'result' OR from_path = ?)`,
    batch,
    seq,
    vaulted,
    restored,
  )
  store.run(`UPDATE moves SET kind = 'moved', to_path = ? WHERE ${held}`, restored, batch, seq, vaulted)
}

/** Ways out of the vault that were cut off. */
export function halfRestored(store: Store): RecordedMove[] {
  const sql = `SELECT m.* FROM moves m JOIN jobs j ON j.batch = m.batch AND j.seq = m.seq
    WHERE m.state = 'begun' AND m.kind = 'restored' AND j.state NOT IN ('undoing', 'committing')`
  return store.all<MoveRow>(sql).map(recorded)
}

type HeldRow = MoveRow & { batchId: string }

function heldFrom({ batchId, ...row }: HeldRow): Held {
  return { ...recorded(row), batchId }
}

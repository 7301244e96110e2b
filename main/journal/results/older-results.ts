import type { JobKey } from '../names/claim-name.ts'
import { toColumn } from '../columns.ts'
import type { Move } from '../moves/moves.ts'
import { folderNumber } from '../names/names.ts'
import { parted } from '../place.ts'
import type { Store } from '../store.ts'

/**
 * Parts from here on are results a job had before it was run again, in the same batch: they stay its own, so that it can be verified and taken back
 * whole, but whether it has to be run again is asked of the newest alone.
 */
export const olderFrom = 1_000_000_000

export interface Older {
  /** Rows whose results of an earlier turn they are. */
  rows: readonly number[]
  /** What the job moves: a result that goes into the vault for its sake is known there. */
  moves: readonly Move[]
}

/** What a batch has made in an earlier turn becomes older results of the job that makes it anew. What was only taken over stays with who made it. */
export function keepOlder(store: Store, { batch, seq }: JobKey, { rows, moves }: Older): void {
  for (const row of rows)
    if (row === seq || isYetToRun(store, { batch, seq: row })) takeOlder(store, { batch, seq }, row)
  const gone = moves.filter(({ kind }) => kind === 'result').map((move) => parted(move.from))
  const sql = 'DELETE FROM outputs WHERE batch = ? AND seq = ? AND part >= ? AND folder = ? AND name = ?'
  for (const { folder, name } of gone)
    store.run(sql, batch, seq, olderFrom, folderNumber(store, folder), toColumn(name))
  store.run(`DELETE FROM outputs WHERE batch = ? AND seq = ? AND part >= ? AND ${isOvertaken}`, batch, seq, olderFrom)
}

/** What a job had before is counted on, part by part. Those of another row all become older ones. */
function takeOlder(store: Store, { batch, seq }: JobKey, row: number): void {
  dropTakenOver(store, { batch, seq: row })
  const from = nextOlder(store, batch, [seq, row])
  const most = row === seq ? olderFrom : Number.MAX_SAFE_INTEGER
  const sql = 'SELECT part FROM outputs WHERE batch = ? AND seq = ? AND part < ? ORDER BY part'
  const move = 'UPDATE outputs SET seq = ?, part = ? WHERE batch = ? AND seq = ? AND part = ?'
  for (const [at, { part }] of store.all<{ part: number }>(sql, batch, row, most).entries())
    store.run(move, seq, from + at, batch, row, part)
}

/** The results of one that has its new ones by now, or was not met again, are not those of another. */
function isYetToRun(store: Store, { batch, seq }: JobKey): boolean {
  const sql = "SELECT 1 FROM jobs WHERE batch = ? AND seq = ? AND state IN ('waiting', 'running')"
  return store.get(sql, batch, seq) !== undefined
}

/** Of an older result: the batch has saved another file in its place since. */
const isOvertaken = `EXISTS (SELECT 1 FROM outputs newer INDEXED BY outputs_place WHERE newer.folder = outputs.folder AND newer.name = outputs.name
  AND newer.batch = outputs.batch AND newer.part < ${olderFrom} AND newer.published = 1)`

/** Older results, of whichever row, in whose places the published results of a job are by now. */
export function dropOvertaken(store: Store, { batch, seq }: JobKey): void {
  store.run(
    `DELETE FROM outputs WHERE (batch, seq, part) IN (
       SELECT older.batch, older.seq, older.part FROM outputs newer
       CROSS JOIN outputs older INDEXED BY outputs_place ON older.folder = newer.folder AND older.name = newer.name
       WHERE newer.batch = ? AND newer.seq = ? AND newer.part < ? AND newer.published = 1
         AND older.batch = newer.batch AND older.part >= ?)`,
    batch,
    seq,
    olderFrom,
    olderFrom,
  )
}

/** Above every part there is, so that no two get one number. */
function nextOlder(store: Store, batch: number, seqs: [number, number]): number {
  const sql = 'SELECT max(part) AS part FROM outputs WHERE batch = ? AND seq IN (?, ?)'
  const last = store.get<{ part: number | null }>(sql, batch, ...seqs)?.part ?? 0
  return Math.max(olderFrom, last + 1)
}

/** Of a job that ends without a result: what it was about to publish, and what is another batch's. What it has made before stays its own. */
export function dropTakenOver(store: Store, { batch, seq }: JobKey): void {
  store.run("DELETE FROM outputs WHERE batch = ? AND seq = ? AND (attempt = '' OR published = 0)", batch, seq)
}

/**
 * Of a row of `jobs j`: it has results that are its own, by itself or for its group. One that came to no end in a later turn, or to another, still has
 * those it had made before.
 */
export const hasResults = `(j.state = 'done' AND coalesce(j.leader, j.seq) = j.seq
  OR j.state IN ('waiting', 'failed', 'skipped', 'cancelled')
  AND EXISTS (SELECT 1 FROM outputs made WHERE made.batch = j.batch AND made.seq = j.seq AND made.published = 1 AND made.attempt <> ''))`

/** Drops what a job was about to publish; what it has published before stays. */
export function forgetNoted(store: Store, { batch, seq }: JobKey): void {
  store.run('DELETE FROM outputs WHERE batch = ? AND seq = ? AND published = 0', batch, seq)
}

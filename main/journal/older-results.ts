import type { JobKey } from './claim-name.ts'
import { toColumn } from './columns.ts'
import type { Move } from './moves.ts'
import { folderNumber, type HeldName } from './names.ts'
import { parted } from './place.ts'
import type { Store } from './store.ts'

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
  for (const row of rows) {
    store.run("DELETE FROM outputs WHERE batch = ? AND seq = ? AND (attempt = '' OR published = 0)", batch, row)
    const from = nextOlder(store, batch, [seq, row])
    store.run('UPDATE outputs SET seq = ?, part = part + ? WHERE batch = ? AND seq = ?', seq, from, batch, row)
  }
  const gone = moves.filter(({ kind }) => kind === 'result').map((move) => parted(move.from))
  dropReplaced(store, { batch, seq }, gone)
}

/** Older results whose places are other files' by now. */
export function dropReplaced(store: Store, { batch, seq }: JobKey, places: readonly HeldName[]): void {
  const sql = 'DELETE FROM outputs WHERE batch = ? AND seq = ? AND part >= ? AND folder = ? AND name = ?'
  for (const { folder, name } of places)
    store.run(sql, batch, seq, olderFrom, folderNumber(store, folder), toColumn(name))
}

/** Above every part there is, so that no two get one number. */
function nextOlder(store: Store, batch: number, seqs: [number, number]): number {
  const sql = 'SELECT max(part) AS part FROM outputs WHERE batch = ? AND seq IN (?, ?)'
  const last = store.get<{ part: number | null }>(sql, batch, ...seqs)?.part ?? 0
  return Math.max(olderFrom, last + 1)
}

/** Drops what a job was about to publish; what it has published before stays. */
export function forgetNoted(store: Store, { batch, seq }: JobKey): void {
  store.run('DELETE FROM outputs WHERE batch = ? AND seq = ? AND published = 0', batch, seq)
}

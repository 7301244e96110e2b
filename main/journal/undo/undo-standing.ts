import type { Store } from '../store.ts'

/** What of a batch's undo hangs on the vault. */
export interface UndoStanding {
  /** Since when the vault has held the first file that undo would bring back, epoch milliseconds; null where it holds none. */
  heldSinceMs: number | null
  /** Files that stay as they are: what would have to be brought back was removed from the vault for good. */
  lost: number
}

/** Of each batch, in the order asked for. Two steps through `moves_kept` each, however many files it has. */
export function undoStandings(store: Store, batches: number[]): UndoStanding[] {
  const kept = "kind IN ('original', 'conflict') AND state IN ('done', 'emptied') AND batch = ?"
  return batches.map((n) => ({
    heldSinceMs:
      store.get<{ ms: number | null }>(`SELECT min(at_ms) AS ms FROM moves WHERE ${kept} AND state = 'done'`, n)?.ms ??
      null,
    lost:
      store.get<{ files: number }>(
        `SELECT count(DISTINCT +seq) AS files FROM moves WHERE ${kept} AND state = 'emptied'`,
        n,
      )?.files ?? 0,
  }))
}

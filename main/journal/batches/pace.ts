import type { PacePoint } from '../../../contract/history-commands.ts'
import type { Store } from '../store.ts'

/** How fast a batch went; a batch that goes on has it noted anew, the earlier part included. */
export function notePace(store: Store, { batchId, points }: { batchId: string; points: PacePoint[] }): void {
  store.run(
    'INSERT OR REPLACE INTO paces(batch, points) SELECT n, ? FROM batches WHERE id = ?',
    JSON.stringify(points.map(({ atMs, ended }) => [atMs, ended])),
    batchId,
  )
}

/** Empty where nothing was noted. */
export function paceNoted(store: Store, batchId: string): PacePoint[] {
  const sql = 'SELECT p.points FROM paces p JOIN batches b ON b.n = p.batch WHERE b.id = ?'
  const row = store.get<{ points: string }>(sql, batchId)
  const pairs = row === undefined ? [] : (JSON.parse(row.points) as [number, number][])
  return pairs.map(([atMs, ended]) => ({ atMs, ended }))
}

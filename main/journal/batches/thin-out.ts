import type { TakenOver } from '../../../contract/job.ts'
import { countsOf, sumOfTaken, unlistedOf } from './batch-counts.ts'
import type { Column } from '../columns.ts'
import type { Store } from '../store.ts'

/** Rows looked at in one call: some 10 ms, so that a commit behind it does not wait longer. */
const rowsAtOnce = 500

interface OldBatch {
  n: number
  thin_from: number
  recipe_fp: string
  out_root: Column
  counts: string
}

/**
 * Takes rows out of batches that ended before `beforeMs`: of files they found done, whose results other batches made, and which a later batch of the same
 * recipe and output folder found done as well. Its row says all that theirs do. What they count stays the same. Looks at one stretch of one batch; false when
 * there is nothing left to look at. A watched folder's days, and what was cancelled and may be gone on with, keep all theirs.
 */
export function thinOut(store: Store, { beforeMs }: { beforeMs: number }): boolean {
  const batch = nextToThin(store, beforeMs)
  if (!batch) return false
  const end = batch.thin_from + rowsAtOnce
  const seqs = metAgain(store, batch, end)
  if (seqs.length > 0) takeRows(store, batch, seqs)
  const isWhole = store.get('SELECT 1 FROM jobs WHERE batch = ? AND seq >= ? LIMIT 1', batch.n, end) === undefined
  store.run('UPDATE batches SET thin_from = ? WHERE n = ?', isWhole ? null : end, batch.n)
  return true
}

const noneTaken: TakenOver = { files: 0, bytes: 0, results: 0, outputBytes: 0 }

/** Where all files of a batch are met once more, they are listed again too, under new numbers: those of the rows that were taken stay missing. */
export function listAgain(store: Store, n: number): void {
  const sql = "UPDATE batches SET thinned = ?, thin_from = 0, counts = '{}' WHERE n = ? AND thinned IS NOT NULL"
  store.run(sql, JSON.stringify(noneTaken), n)
}

/** One that is being taken back waits. */
function nextToThin(store: Store, beforeMs: number): OldBatch | undefined {
  return store.get<OldBatch>(
    `SELECT n, thin_from, recipe_fp, out_root, counts FROM batches INDEXED BY batches_to_thin
     WHERE thin_from IS NOT NULL AND watch IS NULL AND ended_ms < ? AND state = 'finished'
       AND NOT EXISTS (SELECT 1 FROM undo_notes u WHERE u.batch = batches.n) ORDER BY ended_ms LIMIT 1`,
    beforeMs,
  )
}

const isOthersResult = `(SELECT max(attempt <> '') FROM outputs o WHERE o.batch = j.batch AND o.seq = j.seq) = 0`
const wasMoved = 'SELECT 1 FROM moves m WHERE m.batch = j.batch AND m.seq = j.seq'
const metLater = `SELECT 1 FROM jobs k INDEXED BY jobs_source CROSS JOIN batches b ON b.n = k.batch
  WHERE k.source = j.source AND k.batch > j.batch AND k.state = 'done' AND b.recipe_fp = ? AND b.out_root = ?`

function metAgain(store: Store, { n, thin_from, recipe_fp, out_root }: OldBatch, end: number): number[] {
  const rows = store.all<{ seq: number }>(
    `SELECT seq FROM jobs j WHERE batch = ? AND seq >= ? AND seq < ? AND state = 'done' AND reused = 1 AND leader IS NULL
       AND ${isOthersResult} AND NOT EXISTS (${wasMoved}) AND EXISTS (${metLater})`,
    n,
    thin_from,
    end,
    recipe_fp,
    out_root,
  )
  return rows.map(({ seq }) => seq)
}

function takeRows(store: Store, batch: OldBatch, seqs: number[]): void {
  const { n } = batch
  const taken = JSON.stringify(seqs)
  const counts = countsOf(store, batch)
  const before = unlistedOf(store, n)
  const now = sumOf(store, n, taken)
  const thinned = before ? sumOfTaken(before, now) : now
  for (const table of ['outputs', 'timings', 'jobs'])
    store.run(`DELETE FROM ${table} WHERE batch = ? AND seq IN (SELECT value FROM json_each(?))`, n, taken)
  const texts = [JSON.stringify(thinned), JSON.stringify({ ...counts, unlisted: thinned.files })] as const
  store.run('UPDATE batches SET thinned = ?, counts = ? WHERE n = ?', ...texts, n)
}

function sumOf(store: Store, n: number, seqs: string): TakenOver {
  const sql = `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes,
    (SELECT count(*) FROM outputs WHERE batch = ?1 AND published = 1 AND seq IN (SELECT value FROM json_each(?2))) AS results,
    (SELECT coalesce(sum(bytes), 0) FROM outputs WHERE batch = ?1 AND published = 1 AND seq IN (SELECT value FROM json_each(?2))) AS outputBytes
    FROM jobs WHERE batch = ?1 AND seq IN (SELECT value FROM json_each(?2))`
  return store.get<TakenOver>(sql, n, seqs) ?? noneTaken
}

import type { JobState } from '../../../contract/job.ts'
import { toColumn } from '../columns.ts'
import type { Store } from '../store.ts'
import { type Earlier, earlierOf, jobColumns, type JobRow, type LedgerKey } from './ledger.ts'

/** The row a batch itself has for a source. Of several, as a watched folder's day has them of a file that changed, the last that was done. */
export function findEarlier(store: Store, source: string, batch: number): Earlier | undefined {
  const row = store.get<JobRow>(
    `SELECT batch, seq, state, identity, sha, crashes, leader, members FROM jobs INDEXED BY jobs_source
     WHERE source = ? AND batch = ? ORDER BY state = 'done' DESC, seq DESC LIMIT 1`,
    toColumn(source),
    batch,
  )
  return row && earlierOf(store, row)
}

/** The last job that made something of a source by the same recipe in the same output folder. One that was taken back says nothing while another stands. */
export function findInLedger(store: Store, input: LedgerKey, source: string): Earlier | undefined {
  const row =
    lastInState(store, input, { source, state: 'done' }) ?? lastInState(store, input, { source, state: 'undone' })
  return row && earlierOf(store, row)
}

/** In the order of the index, so that of a file that is met every night one row is read and not all of them. */
const lastInStateSql = `SELECT ${jobColumns} FROM jobs j INDEXED BY jobs_source CROSS JOIN batches b ON b.n = j.batch
  WHERE j.source = ? AND j.state = ? AND b.recipe_fp = ? AND b.out_root = ? ORDER BY j.batch DESC, j.seq DESC LIMIT 1`

function lastInState(
  store: Store,
  { recipeFingerprint, outRoot }: LedgerKey,
  { source, state }: { source: string; state: JobState },
): JobRow | undefined {
  return store.get<JobRow>(lastInStateSql, toColumn(source), state, recipeFingerprint, toColumn(outRoot))
}

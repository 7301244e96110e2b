import { toColumn } from '../columns.ts'
import type { Store } from '../store.ts'

/**
 * Which of the files a batch takes itself, or has taken: not those that were left out, nor what was made earlier and stands for its job. Null where it
 * has not met any.
 */
export function areInputs(store: Store, { batch, paths }: { batch: number; paths: string[] }): (boolean | null)[] {
  const sql = `SELECT max(reused = 0 AND (state <> 'skipped' OR coalesce(fault ->> 'code', '') = 'in-place')) AS taken FROM jobs INDEXED BY jobs_source WHERE source = ? AND batch = ?`
  return paths.map((path) => {
    const taken = store.get<{ taken: number | null }>(sql, toColumn(path), batch)?.taken ?? null
    return taken === null ? null : taken === 1
  })
}

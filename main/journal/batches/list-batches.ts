import { type BatchRow, knownOf, type ListedBatch } from './batch-record.ts'
import { recency } from './recency.ts'
import type { Store } from '../store.ts'

type ListedRow = Omit<BatchRow, 'request' | 'recipe_text'> & { title: string; replaces: number; recency: number }

const listedColumns = `n, id, token, key, recipe_name, recipe_fp, out_root, state, started_ms, ended_ms, rested_ms, worked_ms, walked, counts, watch, ${recency} AS recency,
  CASE WHEN instr(request, '"title":') > 0 THEN coalesce(json_extract(request, '$.title'), '') ELSE '' END AS title,
  instr(request, '"replaces":true') > 0 AS replaces`

/** Newest first, those before a number. */
export function listBatches(store: Store, { limit, before }: { limit: number; before: number | null }): ListedBatch[] {
  const sql = `SELECT ${listedColumns} FROM batches WHERE n < ? ORDER BY n DESC LIMIT ?`
  const rows = store.all<ListedRow>(sql, before ?? Number.MAX_SAFE_INTEGER, limit)
  return rows.map((row) => ({
    ...knownOf(store, row),
    title: row.title,
    replaces: row.replaces === 1,
    recency: row.recency,
  }))
}

import type { FailureCause } from '../../contract/row-commands.ts'
import { type Column, fromColumn } from './columns.ts'
import { viewsOf } from './row-view.ts'
import type { Store } from './store.ts'

/** Failures looked at in one call. */
const failuresAtOnce = 20_000

/** Failures after row `after` by what caused them; `next` is null at the end. The rows have to be loaded. */
export function causesPage(
  store: Store,
  { batch, after }: { batch: number; after: number },
): { causes: Pick<FailureCause, 'code' | 'message' | 'count' | 'examplePath'>[]; next: number | null } | null {
  const columns = viewsOf(store, batch)?.columns
  if (!columns?.isWhole) return null
  const seqs = columns.withState(['failed'], null).filter((seq) => seq > after)
  const page = seqs.subarray(0, failuresAtOnce)
  const causes = store.all<{ code: string; message: string; count: number; examplePath: Column }>(
    `SELECT fault ->> 'code' AS code, coalesce(fault ->> 'why', '') AS message, count(*) AS count, source AS examplePath
     FROM jobs WHERE batch = ? AND seq IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    batch,
    JSON.stringify(Array.from(page)),
  )
  return {
    causes: causes.map((cause) => ({ ...cause, examplePath: fromColumn(cause.examplePath).toWellFormed() })),
    next: page.length < seqs.length ? (page.at(-1) ?? null) : null,
  }
}

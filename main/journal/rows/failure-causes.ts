import type { CauseRef, FailureCause } from '../../../contract/row-commands.ts'
import { type Column, fromColumn } from '../columns.ts'
import { viewsOf } from './row-view.ts'
import type { Store } from '../store.ts'

/** Failures looked at in one call. */
const failuresAtOnce = 20_000

/**
 * What tells causes of one code apart: the reason, unless it only measures the file's own name, which is another one for each and mended in one way. The
 * rows say it themselves.
 */
const reason = "CASE fault ->> 'code' WHEN 'name-too-long' THEN '' ELSE coalesce(fault ->> 'why', '') END"

/** Failures after row `after` by what caused them; `next` is null at the end. The rows have to be loaded. */
export function causesPage(
  store: Store,
  { batch, after }: { batch: number; after: number },
): { causes: Pick<FailureCause, 'code' | 'message' | 'count' | 'examplePath'>[]; next: number | null } | null {
  const page = failuresAfter(store, { batch, after })
  if (!page) return null
  const causes = store.all<{ code: string; message: string; count: number; examplePath: Column }>(
    `SELECT fault ->> 'code' AS code, ${reason} AS message, count(*) AS count, source AS examplePath
     FROM jobs WHERE batch = ? AND seq IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    batch,
    page.seqs,
  )
  return {
    causes: causes.map((cause) => ({ ...cause, examplePath: fromColumn(cause.examplePath).toWellFormed() })),
    next: page.next,
  }
}

/** Of the failures after row `after` those of one cause, ascending; `next` is null at the end. The rows have to be loaded. */
export function seqsOfCause(
  store: Store,
  { batch, cause, after }: { batch: number; cause: CauseRef; after: number },
): { seqs: number[]; next: number | null } | null {
  const page = failuresAfter(store, { batch, after })
  if (!page) return null
  const rows = store.all<{ seq: number }>(
    `SELECT seq FROM jobs WHERE batch = ?1 AND seq IN (SELECT value FROM json_each(?2))
     AND fault ->> 'code' = ?3 AND (?4 IS NULL OR ${reason} = ?4) ORDER BY seq`,
    batch,
    page.seqs,
    cause.code,
    cause.why,
  )
  return { seqs: rows.map(({ seq }) => seq), next: page.next }
}

/** The next failures as JSON, and the last of them unless there are no more. */
function failuresAfter(
  store: Store,
  { batch, after }: { batch: number; after: number },
): { seqs: string; next: number | null } | null {
  const columns = viewsOf(store, batch)?.columns
  if (!columns?.isWhole) return null
  const seqs = columns.withState(['failed'], null).filter((seq) => seq > after)
  const page = seqs.subarray(0, failuresAtOnce)
  return { seqs: JSON.stringify(Array.from(page)), next: page.length < seqs.length ? (page.at(-1) ?? null) : null }
}

import type { Store } from '../store.ts'

/**
 * When a batch was last worked on: begun, gone on with or over. By clocks that may have been set back meanwhile, so what is noted is later than
 * everything that was noted before. The day of a watched folder ends by quiet, or when nobody watches any more: that is no work.
 */
export const recency =
  'max(coalesce(resumed_ms, 0), iif(watch IS NULL, coalesce(ended_ms, started_ms + rested_ms), started_ms))'

/** Of batches as they were last worked on: one that was gone on with is later than what was begun and over before that. */
export const latestFirst = `ORDER BY ${recency} DESC, n DESC`

/** The batch is worked on at that time, after all others. */
export function noteLatest(store: Store, { n, atMs }: { n: number; atMs: number }): void {
  const sql = `UPDATE batches SET resumed_ms = max(?, (SELECT coalesce(max(${recency}), 0) + 1 FROM batches WHERE n <> ?)) WHERE n = ?`
  store.run(sql, atMs, n, n)
}

/** Something of the batch came to its end at that time, perhaps before others were begun. */
export function noteWorkedAt(store: Store, { n, atMs }: { n: number; atMs: number }): void {
  store.run('UPDATE batches SET resumed_ms = max(coalesce(resumed_ms, 0), ?) WHERE n = ?', atMs, n)
}

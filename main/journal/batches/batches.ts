import type { BatchState } from '../../../contract/job.ts'
import { countJobs } from './batch-counts.ts'
import { type BatchRecord, type BatchRow, type NewBatch, recordOf } from './batch-record.ts'
import { toColumn } from '../columns.ts'
import { latestFirst, noteLatest, noteWorkedAt } from './recency.ts'
import type { Store } from '../store.ts'

export function addBatch(store: Store, batch: NewBatch): BatchRecord {
  store.run(
    `INSERT INTO batches(id, token, key, recipe_name, recipe_text, recipe_fp, out_root, request, state, started_ms, watch)
     VALUES(?, ?, ?, ?, ?, ?, ?, ?, 'counting', ?, ?)`,
    batch.id,
    batch.token,
    batch.key,
    batch.recipeName,
    batch.recipeText,
    batch.recipeFingerprint,
    toColumn(batch.outRoot),
    batch.request,
    batch.startedMs,
    batch.watch,
  )
  const added = findBatch(store, batch.id)
  if (!added) throw new Error('a batch just added is missing')
  noteLatest(store, { n: added.n, atMs: batch.startedMs })
  return added
}

/** Of a batch that could not begin nothing is kept: it would be the last one, and there is nothing to go on with or to take back. */
export function dropUnbegun(store: Store, n: number): void {
  if (store.get('SELECT 1 FROM jobs WHERE batch = ? LIMIT 1', n)) return
  for (const table of ['places WHERE batch', 'batches WHERE n']) store.run(`DELETE FROM ${table} = ?`, n)
  // The next batch has its number.
  for (const cache of [store.known.numbers, store.known.seqs, store.known.views]) cache.delete(n)
}

export function findBatch(store: Store, id: string): BatchRecord | undefined {
  const row =
    id === 'last'
      ? store.get<BatchRow>(`SELECT * FROM batches ${latestFirst} LIMIT 1`)
      : store.get<BatchRow>('SELECT * FROM batches WHERE id = ?', id)
  return row && recordOf(store, row)
}

/** The number the journal files a batch under, without counting its jobs; null when there is none. */
export function batchNumber(store: Store, id: string): number | null {
  const row =
    id === 'last'
      ? store.get<{ n: number }>(`SELECT n FROM batches ${latestFirst} LIMIT 1`)
      : store.get<{ n: number }>('SELECT n FROM batches WHERE id = ?', id)
  return row?.n ?? null
}

/** The newest batch of the same recipe, sources and folder, unless it ended with nothing left to do. */
export function findUnfinished(store: Store, key: string): BatchRecord | undefined {
  const row = store.get<BatchRow>('SELECT * FROM batches WHERE key = ? ORDER BY n DESC LIMIT 1', key)
  const record = row && recordOf(store, row)
  if (!record) return undefined
  const { waiting, running, failed, cancelled } = record.counts
  return record.state !== 'finished' || waiting + running + failed + cancelled > 0 ? record : undefined
}

/** The newest batch of a key, however it ended. */
export function batchOfKey(store: Store, key: string): BatchRecord | undefined {
  const row = store.get<BatchRow>('SELECT * FROM batches WHERE key = ? ORDER BY n DESC LIMIT 1', key)
  return row && recordOf(store, row)
}

/** Batches of a watched folder, newest first: those begun since then, or those that are not over. */
export function batchesOfWatch(
  store: Store,
  { watch, ...which }: { watch: string; sinceMs: number } | { watch: string; open: true },
): BatchRecord[] {
  const condition = 'open' in which ? "state NOT IN ('finished', 'cancelled')" : 'started_ms >= ?'
  const values = 'open' in which ? [] : [which.sinceMs]
  return store
    .all<BatchRow>(`SELECT * FROM batches WHERE watch = ? AND ${condition} ORDER BY n DESC`, watch, ...values)
    .map((row) => recordOf(store, row))
}

export function unfinishedBatches(store: Store): BatchRecord[] {
  return store
    .all<BatchRow>("SELECT * FROM batches WHERE state NOT IN ('finished', 'cancelled') ORDER BY n")
    .map((row) => recordOf(store, row))
}

/** Sources of batches that are not over, as they were asked for. */
export function openSources(store: Store): string[] {
  const rows = store.all<{ request: string }>(
    "SELECT request FROM batches WHERE state NOT IN ('finished', 'cancelled')",
  )
  return rows.flatMap(({ request }) => (JSON.parse(request) as { sources: string[] }).sources)
}

interface StateChange {
  n: number
  state: BatchState
  endedMs: number | null
  /** As it was where it is absent. */
  restedMs?: number
  /** When it was gone on with; absent where it was not. */
  resumedMs?: number
  /** When the last of it was made, null where nothing was since it was begun: its end itself makes it no later. Absent where it does. */
  madeMs?: number | null
  /** All its files have been found; as it was where it is absent. */
  walked?: boolean
}

export function setBatchState(store: Store, change: StateChange): void {
  const counts = change.endedMs === null ? '{}' : JSON.stringify(countJobs(store, change.n))
  store.run(
    `UPDATE batches SET state = ?, ended_ms = ?, counts = ?, rested_ms = coalesce(?, rested_ms), walked = coalesce(?, walked)
     WHERE n = ?`,
    change.state,
    change.endedMs,
    counts,
    change.restedMs ?? null,
    change.walked === undefined ? null : Number(change.walked),
    change.n,
  )
  noteWhen(store, change)
}

function noteWhen(store: Store, { n, endedMs, resumedMs, madeMs }: StateChange): void {
  const atMs = endedMs ?? resumedMs
  if (madeMs === undefined && atMs !== undefined) noteLatest(store, { n, atMs })
  else if (madeMs) noteWorkedAt(store, { n, atMs: madeMs })
}

/** Of a batch that is under way: the engine may be ended before it is over. */
export function noteWorked(store: Store, { n, workedMs }: { n: number; workedMs: number }): void {
  store.run('UPDATE batches SET worked_ms = ? WHERE n = ?', workedMs, n)
}

/** From now on its results go to another folder, as `request` says too, and it is the batch of that. */
export function moveBatch(
  store: Store,
  { n, outRoot, key, request }: Pick<BatchRecord, 'n' | 'outRoot' | 'key' | 'request'>,
): void {
  const sql = 'UPDATE batches SET out_root = ?, key = ?, request = ? WHERE n = ?'
  store.run(sql, toColumn(outRoot), key, request, n)
}

/**
 * The batch of a watched folder's day: there a file that has changed since it was done gets a row of its own, so that what was made of it as it
 * was stays known as ours, and can be taken back.
 */
export function isDay(store: Store, batch: number): boolean {
  return store.get('SELECT 1 FROM batches WHERE n = ? AND watch IS NOT NULL', batch) !== undefined
}

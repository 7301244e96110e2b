import { type BatchCounts, type Counted, emptyCounts, type TakenOver } from '../../../contract/job.ts'
import type { Store } from '../store.ts'

/** States a face does not tell apart from those it knows. */
const countedAs: Record<string, Counted> = { committing: 'waiting', running: 'waiting', undoing: 'done' }
const openStates = new Set(['waiting', 'running', 'committing'])

export function countJobs(store: Store, n: number): BatchCounts {
  const counts = emptyCounts()
  const rows = store.all<{ state: string; jobs: number; bytes: number; reused: number }>(
    'SELECT state, count(*) AS jobs, sum(size) AS bytes, sum(reused) AS reused FROM jobs WHERE batch = ? GROUP BY state',
    n,
  )
  for (const { state, jobs, bytes, reused } of rows) {
    counts[countedAs[state] ?? (state as Counted)] += jobs
    counts.total += jobs
    counts.totalBytes += bytes
    if (!openStates.has(state)) counts.endedBytes += bytes
    if ((countedAs[state] ?? state) !== 'done') continue
    counts.doneBytes += bytes
    counts.reused += reused
  }
  return withUnlisted({ ...counts, ...takenOverOf(store, n, counts), ...resultsOf(store, n) }, unlistedOf(store, n))
}

/** What `thinOut` took the rows of; null where it took none ever. */
export function unlistedOf(store: Store, n: number): TakenOver | null {
  const row = store.get<{ thinned: string | null }>('SELECT thinned FROM batches WHERE n = ?', n)
  return row?.thinned ? (JSON.parse(row.thinned) as TakenOver) : null
}

export function sumOfTaken(one: TakenOver, other: TakenOver): TakenOver {
  const { files, bytes, results, outputBytes } = other
  return {
    files: one.files + files,
    bytes: one.bytes + bytes,
    results: one.results + results,
    outputBytes: one.outputBytes + outputBytes,
  }
}

/** Counts of what has rows, and of what has none any more. */
function withUnlisted(counts: BatchCounts, unlisted: TakenOver | null): BatchCounts {
  if (!unlisted || unlisted.files === 0) return counts
  const { files, bytes, results, outputBytes } = unlisted
  return {
    ...counts,
    total: counts.total + files,
    done: counts.done + files,
    reused: counts.reused + files,
    takenOver: counts.takenOver ? sumOfTaken(counts.takenOver, unlisted) : unlisted,
    unlisted: files,
    totalBytes: counts.totalBytes + bytes,
    endedBytes: counts.endedBytes + bytes,
    doneBytes: counts.doneBytes + bytes,
    results: counts.results + results,
    outputBytes: counts.outputBytes + outputBytes,
  }
}

/** A batch that was run again finds what it had made itself, too: only where a result came from and not that it was there says whose it is. */
function takenOverOf(store: Store, n: number, { reused }: Pick<BatchCounts, 'reused'>): Pick<BatchCounts, 'takenOver'> {
  if (reused === 0) return {}
  const isTaken = "SELECT 1 FROM outputs WHERE batch = jobs.batch AND seq = coalesce(leader, jobs.seq) AND attempt = ''"
  const files = store.get<{ files: number; bytes: number }>(
    `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM jobs
     WHERE batch = ? AND state IN ('done', 'undoing') AND reused = 1 AND EXISTS(${isTaken})`,
    n,
  )
  const results = store.get<{ results: number; outputBytes: number }>(
    `SELECT count(*) AS results, coalesce(sum(bytes), 0) AS outputBytes FROM outputs
     WHERE batch = ? AND published = 1 AND attempt = ''`,
    n,
  )
  return files && results ? { takenOver: { ...files, ...results } } : {}
}

function resultsOf(store: Store, n: number): Pick<BatchCounts, 'results' | 'outputBytes'> {
  const published = 'SELECT count(*) AS files, sum(bytes) AS bytes FROM outputs WHERE batch = ? AND published = 1'
  const { files, bytes } = store.get<{ files: number; bytes: number | null }>(published, n) ?? { files: 0, bytes: 0 }
  return { results: files, outputBytes: bytes ?? 0 }
}

/** As they were kept when the batch ended; counted where it has not, where something of it changed since, and where less was kept. */
export function countsOf(store: Store, { n, counts: text }: { n: number; counts: string }): BatchCounts {
  const kept = JSON.parse(text) as Partial<BatchCounts>
  if (kept.doneBytes === undefined) return countJobs(store, n)
  const counts = { ...emptyCounts(), ...kept, ...(kept.results === undefined && resultsOf(store, n)) }
  return { ...counts, ...(kept.takenOver === undefined && takenOverOf(store, n, counts)) }
}

/** How many files of a batch were taken back. What was kept when it ended is not counted again. */
export function countUndone(store: Store, n: number): number {
  const counted = "SELECT count(*) FROM jobs WHERE batch = ?1 AND state = 'undone'"
  const sql = `SELECT coalesce(counts ->> 'undone', (${counted})) AS undone FROM batches WHERE n = ?1`
  return store.get<{ undone: number }>(sql, n)?.undone ?? 0
}

/** Something of a batch that has ended changed: until `keepCounts`, whoever looks at it has its jobs counted. */
export function forgetCounts(store: Store, n: number): void {
  store.run("UPDATE batches SET counts = '{}' WHERE n = ? AND counts <> '{}'", n)
}

/** Counts a batch that has ended once, so that nobody has to each time it is listed. */
export function keepCounts(store: Store, n: number): void {
  const counts = JSON.stringify(countJobs(store, n))
  store.run("UPDATE batches SET counts = ? WHERE n = ? AND ended_ms IS NOT NULL AND counts = '{}'", counts, n)
}

import type { JobState, OutputRecord, ReportLine } from '../../../contract/job.ts'
import type { WireFault } from '../../../contract/fault.ts'
import { shownPath } from '../../../contract/shown-path.ts'
import { type Column, fromColumn } from '../columns.ts'
import { type OutputRow, outputRecords } from './output-record.ts'
import type { Store } from '../store.ts'

interface ReportRow {
  seq: number
  source: Column
  state: JobState
  reused: number
  step: string | null
  fault: string | null
  ms: number
}

/** Report lines after `after`, as JSON text, in order of sequence. A job still open is told as `cancelled`: this run did not do it. */
export function reportPage(
  store: Store,
  request: { batch: number; batchId: string; after: number; limit: number },
): { lines: string[]; next: number | null } {
  const { batch, after, limit } = request
  const rows = store.all<ReportRow>(
    'SELECT seq, source, state, reused, step, fault, ms FROM jobs WHERE batch = ? AND seq > ? ORDER BY seq LIMIT ?',
    batch,
    after,
    limit,
  )
  const last = rows.at(-1)?.seq ?? after
  const outputs = publishedBetween(store, { batch, after, last })
  const lines = rows.map((row) => JSON.stringify(lineOf(request.batchId, row, outputs.get(row.seq) ?? [])))
  return { lines, next: rows.length < limit ? null : last }
}

function publishedBetween(
  store: Store,
  { batch, after, last }: { batch: number; after: number; last: number },
): Map<number, OutputRecord[]> {
  const rows = store.all<OutputRow>(
    `SELECT j.seq, f.path, o.name, o.bytes, o.sha, o.facts FROM jobs j
     CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = coalesce(j.leader, j.seq) CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq > ? AND j.seq <= ? AND j.state = 'done' AND o.published = 1 ORDER BY j.seq, o.part`,
    batch,
    after,
    last,
  )
  return outputRecords(rows)
}

function lineOf(batch: string, row: ReportRow, outputs: OutputRecord[]): ReportLine {
  const path = fromColumn(row.source)
  const fault = row.fault === null ? null : (JSON.parse(row.fault) as WireFault)
  const open = row.state === 'waiting' || row.state === 'running' || row.state === 'committing'
  return {
    batch,
    ...shownPath(path),
    state: open ? 'cancelled' : row.state,
    reused: row.reused === 1,
    outputs: outputs.map(({ sha256, ...output }) => (sha256 === '' ? output : { ...output, sha256 })),
    ...(row.step ? { step: row.step } : {}),
    ...(fault ? { code: fault.code, message: fault.message, remedy: fault.remedy } : {}),
    ...(open ? { message: 'Not done yet: the run was stopped before it.' } : {}),
    ms: row.ms,
  }
}

/** A measurement of fewer files than this is mostly one of beginning and ending; nor do few files tell how long very many take. */
const measuredLeast = 3
const measuredShare = 0.1

/**
 * Milliseconds by the clock that a run of this recipe took for each file it made, as the latest runs of a comparable number of files took it; null where
 * there were none. What a run reused took no time.
 */
export function paceOf(
  store: Store,
  { recipeFingerprint, files }: { recipeFingerprint: string; files: number },
): number | null {
  const measured = store.all<{ ms: number; files: number }>(
    `SELECT ms, files FROM (SELECT n, ended_ms - started_ms - rested_ms AS ms,
       counts ->> 'done' + counts ->> 'undone' + counts ->> 'failed' - counts ->> 'reused' AS files
       FROM batches WHERE recipe_fp = ? AND state = 'finished' AND watch IS NULL ORDER BY n DESC LIMIT 100)
     WHERE files >= ? ORDER BY n DESC LIMIT 3`,
    recipeFingerprint,
    Math.max(measuredLeast, files * measuredShare),
  )
  if (measured.length === 0) return null
  const [ms, made] = [sum(measured.map((each) => each.ms)), sum(measured.map((each) => each.files))]
  return ms / made
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

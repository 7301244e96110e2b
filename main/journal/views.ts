import type { JobState, OutputRecord, ReportLine } from '../../contract/job.ts'
import type { WireFault } from '../../contract/fault.ts'
import { shownPath } from '../../contract/shown-path.ts'
import { type Column, fromColumn } from './columns.ts'
import { type OutputRow, outputRecords } from './output-record.ts'
import type { Store } from './store.ts'

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

/** Median milliseconds a done job of this recipe took, from the newest batches; null when there were none. */
export function paceOf(store: Store, recipeFingerprint: string): number | null {
  const rows = store.all<{ ms: number }>(
    `SELECT j.ms FROM jobs j WHERE j.state = 'done' AND j.reused = 0 AND j.batch IN
     (SELECT n FROM batches WHERE recipe_fp = ? ORDER BY n DESC LIMIT 3) LIMIT 2000`,
    recipeFingerprint,
  )
  return rows.length === 0 ? null : (rows.map((row) => row.ms).sort((a, b) => a - b)[rows.length >> 1] ?? null)
}

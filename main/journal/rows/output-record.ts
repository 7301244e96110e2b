import type { Facts } from '../../../contract/facts.ts'
import type { OutputRecord } from '../../../contract/job.ts'
import { shownPath } from '../../../contract/shown-path.ts'
import { type Column, fromColumn } from '../columns.ts'
import { joined } from '../place.ts'
import type { Store } from '../store.ts'

export interface OutputRow {
  seq: number
  path: Column
  name: Column
  bytes: number
  sha: string
  facts: string
}

/** Published results of jobs, told by their numbers as JSON. A member of a group tells of the result that it became a part of. */
export function outputsOf(store: Store, batch: number, seqs: string): Map<number, OutputRecord[]> {
  const rows = store.all<OutputRow>(
    `SELECT j.seq, f.path, o.name, o.bytes, o.sha, o.facts FROM jobs j
     CROSS JOIN outputs o ON o.batch = j.batch AND o.seq = coalesce(j.leader, j.seq) CROSS JOIN folders f ON f.n = o.folder
     WHERE j.batch = ? AND j.seq IN (SELECT value FROM json_each(?)) AND j.state = 'done' AND o.published = 1
     ORDER BY j.seq, o.part`,
    batch,
    seqs,
  )
  return outputRecords(rows)
}

/** Published results as faces show them, by the job they are of, in the order of `rows`. */
export function outputRecords(rows: OutputRow[]): Map<number, OutputRecord[]> {
  const bySeq = new Map<number, OutputRecord[]>()
  for (const row of rows) {
    const list = bySeq.get(row.seq) ?? []
    list.push(recordOf(row))
    bySeq.set(row.seq, list)
  }
  return bySeq
}

function recordOf({ path, name, bytes, sha, facts }: OutputRow): OutputRecord {
  const record = { ...shownPath(joined(fromColumn(path), fromColumn(name))), bytes, sha256: sha }
  return facts === '{}' ? record : { ...record, facts: JSON.parse(facts) as Facts }
}

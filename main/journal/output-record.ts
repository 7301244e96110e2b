import type { Facts } from '../../contract/facts.ts'
import type { OutputRecord } from '../../contract/job.ts'
import { shownPath } from '../../contract/shown-path.ts'
import { type Column, fromColumn } from './columns.ts'
import { joined } from './place.ts'

export interface OutputRow {
  seq: number
  path: Column
  name: Column
  bytes: number
  sha: string
  facts: string
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

import type { WireFault } from '../../../contract/fault.ts'
import type { EndedRow } from '../../../contract/event.ts'
import { shownPath } from '../../../contract/shown-path.ts'
import { type Column, fromColumn } from '../columns.ts'
import { outputsOf } from './output-record.ts'
import type { Store } from '../store.ts'

interface ClosedRow {
  seq: number
  source: Column
  state: EndedRow['state']
  reused: number
  fault: string | null
  ms: number
}

/** Those of the jobs that have ended, and the members of their groups, as faces are told, in order of sequence. */
export function closedRows(store: Store, { batch, seqs }: { batch: number; seqs: number[] }): EndedRow[] {
  const asked = JSON.stringify(seqs)
  const rows = store.all<ClosedRow>(
    `SELECT seq, source, state, reused, fault, ms FROM jobs
     WHERE batch = ?1 AND state IN ('done', 'skipped', 'failed', 'cancelled') AND seq IN (
       SELECT value FROM json_each(?2) UNION
       SELECT j.seq FROM json_each(?2) e CROSS JOIN jobs j INDEXED BY jobs_leader
       WHERE j.batch = ?1 AND j.leader = e.value AND j.leader IS NOT NULL)
     ORDER BY seq`,
    batch,
    asked,
  )
  const outputs = outputsOf(store, batch, JSON.stringify(rows.map(({ seq }) => seq)))
  return rows.map(({ seq, source, state, reused, fault, ms }) => ({
    seq,
    ...shownPath(fromColumn(source)),
    state,
    reused: reused === 1,
    outputs: outputs.get(seq) ?? [],
    fault: fault === null ? null : (JSON.parse(fault) as WireFault),
    ms,
  }))
}

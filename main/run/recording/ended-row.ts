import type { EndedRow } from '../../../contract/event.ts'
import { shownPath } from '../../../contract/shown-path.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Earlier } from '../../journal/ledger/ledger.ts'
import { madeBefore } from '../../journal/ledger/made-before.ts'
import type { Arrival } from '../admitting/arrival.ts'
import type { Job } from '../job.ts'
import type { JobEnding } from './persist.ts'
import { turnOf } from '../taking-up.ts'

export type Ended = Exclude<JobEnding, { state: 'open' }>

/** A job that has ended, as faces are told. */
export function rowOf({ seq, source }: Job, ending: Ended, ms: number): EndedRow {
  const done = ending.state === 'done'
  const fault = 'fault' in ending ? ending.fault.toWire() : null
  const outputs = done ? ending.outputs.map((output) => ({ ...output, ...shownPath(output.path) })) : []
  return { seq, ...shownPath(source), state: ending.state, reused: done && ending.reused, outputs, fault, ms }
}

/** What this very batch made before it was interrupted is no less its own: it is told as the journal has it. */
export function asTold({ earlier }: Job, ending: Ended, record: BatchRecord): Ended {
  if (ending.state !== 'done' || !ending.reused || !earlier) return ending
  return { ...ending, reused: wasBefore(earlier, record) }
}

/** Of the day of a watched folder whatever was met again had been told when it was made. */
export function wasBefore(earlier: Earlier, record: BatchRecord): boolean {
  return record.watch !== null || madeBefore(earlier, turnOf(record))
}

/** A job that came to its end as it was admitted, as faces are told. */
export function admittedRowOf(arrival: Exclude<Arrival, { kind: 'run' }>, record: BatchRecord): EndedRow {
  const { seq, path } = arrival
  const made = arrival.kind === 'reused' ? arrival.earlier.outputs : []
  const outputs = made.map((output) => ({ ...shownPath(output.path), bytes: output.bytes, sha256: output.sha256 }))
  const state = arrival.kind === 'reused' ? 'done' : arrival.state
  const fault = arrival.kind === 'ended' ? arrival.fault.toWire() : null
  const reused = arrival.kind === 'reused' && wasBefore(arrival.earlier, record)
  return { seq, ...shownPath(path), state, reused, outputs, fault, ms: 0 }
}

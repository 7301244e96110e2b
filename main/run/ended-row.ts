import type { EndedRow } from '../../contract/event.ts'
import type { Arrival } from './admission.ts'
import type { Job } from './job.ts'
import type { JobEnding } from './persist.ts'

export type Ended = Exclude<JobEnding, { state: 'open' }>

const shown = (path: string): string => path.toWellFormed()

/** A job that has ended, as faces are told. */
export function rowOf({ seq, source }: Job, ending: Ended, ms: number): EndedRow {
  const done = ending.state === 'done'
  const fault = 'fault' in ending ? ending.fault.toWire() : null
  const outputs = done ? ending.outputs.map((output) => ({ ...output, path: shown(output.path) })) : []
  return { seq, path: shown(source), state: ending.state, reused: done && ending.reused, outputs, fault, ms }
}

/** The same of one that came to its end as it was admitted. */
export function admittedRowOf(arrival: Exclude<Arrival, { kind: 'run' }>): EndedRow {
  const { seq, path } = arrival
  const made = arrival.kind === 'reused' ? arrival.earlier.outputs : []
  const outputs = made.map((output) => ({ path: shown(output.path), bytes: output.bytes, sha256: output.sha256 }))
  const state = arrival.kind === 'reused' ? 'done' : arrival.state
  const fault = arrival.kind === 'ended' ? arrival.fault.toWire() : null
  return { seq, path: shown(path), state, reused: arrival.kind === 'reused', outputs, fault, ms: 0 }
}

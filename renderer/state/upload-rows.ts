import type { Fault } from '../../contract/fault.ts'

export interface UploadRow {
  nth: number
  path: string
  sizeBytes: number
  /** `known`: the server had it already. `cancelled`: the person does without it. */
  state: 'waiting' | 'sending' | 'arrived' | 'known' | 'failed' | 'cancelled'
  sentBytes: number
  /** When it began to be sent, epoch milliseconds; 0 before. */
  startedMs: number
  fault: Fault | null
}

/** Rows are replaced when they change, so that whoever draws them sees which ones did. */
export interface UploadProgress {
  /** `paused` with the run. `stopped`: there is no room. `arrived`: nothing is left that could be sent. */
  state: 'sending' | 'paused' | 'arrived' | 'stopped'
  rows: readonly UploadRow[]
  /** Those the server has, however they came there. */
  arrived: number
  known: number
  failed: number
  sentBytes: number
  totalBytes: number
  /** The line is down, and the next try comes by itself. */
  offline: boolean
}

export function newRow(nth: number, path: string, sizeBytes: number): UploadRow {
  return { nth, path, sizeBytes, state: 'waiting', sentBytes: 0, startedMs: 0, fault: null }
}

export function isThere({ state }: UploadRow): boolean {
  return state === 'arrived' || state === 'known'
}

export function progressOf(rows: readonly UploadRow[], how: Pick<UploadProgress, 'state' | 'offline'>): UploadProgress {
  const counted = { arrived: 0, known: 0, failed: 0, sentBytes: 0, totalBytes: 0 }
  for (const row of rows) {
    counted.sentBytes += row.sentBytes
    counted.totalBytes += row.sizeBytes
    if (isThere(row)) counted.arrived++
    if (row.state === 'known') counted.known++
    if (row.state === 'failed') counted.failed++
  }
  return { ...how, ...counted, rows: [...rows] }
}

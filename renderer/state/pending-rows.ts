import type { BatchCounts, JobState } from '../../contract/job.ts'
import type { JobRow } from '../../contract/row-commands.ts'
import type { ListFilter } from './run-view.ts'
import { isThere, type UploadRow } from './upload-rows.ts'

/** Files that are not part of the batch yet have numbers of their own, far above those of the engine. */
const firstSeq = 2 ** 40

export function pendingSeq(nth: number): number {
  return firstSeq + nth
}

/** The place of a file among those that are sent; null for one that the engine has taken. */
export function nthOf(seq: number): number | null {
  return seq >= firstSeq ? seq - firstSeq : null
}

/**
 * The files of an upload that its batch has not taken, which has taken `taken` of them: those that are not there, and those that wait for one before
 * them. In their order.
 */
export function pendingOf(rows: readonly UploadRow[], taken: number): UploadRow[] {
  let there = 0
  const pending = rows.filter((row) => !isThere(row) || ++there > taken)
  // What the engine has told of may be newer than what this page knows to have arrived, and older than a page that sends the same files again. It takes
  // them in their order.
  const early = Math.max(0, taken - there)
  if (early === 0) return pending
  const gone = new Set(pending.filter(({ state }) => state === 'waiting' || state === 'sending').slice(0, early))
  return pending.filter((row) => !gone.has(row))
}

/** How many files have not come, to a batch that has taken `taken` of them. */
export function missingCount(rows: readonly UploadRow[], taken: number): number {
  return pendingOf(rows, taken).filter((row) => !isThere(row)).length
}

const states: Record<UploadRow['state'], JobState> = {
  waiting: 'waiting',
  sending: 'running',
  arrived: 'waiting',
  known: 'waiting',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** As the list of a run shows it. */
export function jobRowOf({ nth, path, sizeBytes, state, sentBytes, fault }: UploadRow): JobRow {
  return {
    seq: pendingSeq(nth),
    path,
    sizeBytes,
    state: states[state],
    stage: 'upload',
    fraction: sizeBytes === 0 ? 0 : sentBytes / sizeBytes,
    reused: false,
    outputs: [],
    fault: fault?.toWire() ?? null,
    ms: 0,
  }
}

/** Those a filter and a search show. */
export function shownPending(
  pending: readonly UploadRow[],
  { filter, search }: { filter: ListFilter; search: string },
): UploadRow[] {
  const wanted = search.toLowerCase()
  return pending.filter((row) => fits(row, filter) && (wanted === '' || row.path.toLowerCase().includes(wanted)))
}

function fits({ state }: UploadRow, filter: ListFilter): boolean {
  if (filter === 'all') return true
  if (filter === 'uploading') return state === 'sending'
  return state !== 'sending' && states[state] === filter
}

/** The counters of a run together with the files it has not taken. */
export function countsWith(counts: BatchCounts, pending: readonly UploadRow[]): BatchCounts & { uploading: number } {
  const all = { ...counts, uploading: 0 }
  for (const { state } of pending) {
    all.total++
    if (state === 'sending') all.uploading++
    else if (state === 'failed') all.failed++
    else if (state === 'cancelled') all.cancelled++
    else all.waiting++
  }
  return all
}

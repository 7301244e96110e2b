import type { BatchSnapshot } from '../../../contract/event.ts'
import type { BatchState } from '../../../contract/job.ts'

/** What a snapshot tells besides what is counted. */
export interface TalliedBatch {
  id: string
  recipe: string
  out: string
  state: BatchState
  reason: string
  held: BatchSnapshot['held']
  startedMs: number
  /** Before this session. */
  restedMs: number
  watch: string | null
  replaces?: boolean
  title?: string
  gathering?: BatchSnapshot['gathering']
  arriving?: BatchSnapshot['arriving']
}

/** What is counted of a batch, as it is at this moment. The snapshot has it, so none of it may change after. */
export interface Counted extends Pick<BatchSnapshot, 'counts' | 'running' | 'stages' | 'slowest' | 'remainingMs'> {
  most: NonNullable<BatchSnapshot['most']>
  workedFiles: number
  copiedBytes: number
  reusedBytes: number
  crashed: BatchSnapshot['crashed']
  /** In this session. */
  restedMs: number
  /** Null while somebody works on it. */
  restsSinceMs: number | null
}

/** One batch as faces are told of it: what is nothing is left out. */
export function snapshotOf(batch: TalliedBatch, counted: Counted): BatchSnapshot {
  const { id: batchId, recipe, out, state, reason, held, startedMs, replaces, title, gathering, arriving } = batch
  const { counts, running, stages, slowest, remainingMs } = counted
  const restedMs = batch.restedMs + Math.round(counted.restedMs)
  return {
    batchId,
    recipe,
    out: out.toWellFormed(),
    state,
    reason,
    held,
    counts,
    running,
    stages,
    slowest,
    startedMs,
    // While nobody sends what it waits for, nobody can say.
    remainingMs: arriving?.closesMs ? null : remainingMs,
    ...(restedMs > 0 && { restedMs }),
    ...(counted.restsSinceMs !== null && { restsSinceMs: counted.restsSinceMs }),
    ...(replaces && { replaces }),
    ...(title && { title }),
    ...(batch.watch === null ? {} : { watch: batch.watch }),
    ...(gathering && { gathering }),
    ...(arriving && { arriving }),
    ...sinceBegun(counted),
  }
}

function sinceBegun({ most, workedFiles, copiedBytes, reusedBytes, crashed }: Counted) {
  return {
    most,
    workedFiles,
    ...(copiedBytes > 0 && { copiedBytes }),
    ...(reusedBytes > 0 && { reusedBytes }),
    ...(crashed && { crashed }),
  }
}

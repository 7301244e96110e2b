import type { EarlierRun } from '../../../contract/batch-commands.ts'
import type { BatchRecord } from '../../journal/batches/batch-record.ts'

/** What is told of the batch that the same words go on with; nothing where they begin one. */
export function goesOnWith(record: BatchRecord | null): { goesOn?: EarlierRun } {
  if (!record) return {}
  const { id: batch, state, startedMs, counts } = record
  return { goesOn: { batch, state, startedMs, done: counts.done, total: counts.total } }
}

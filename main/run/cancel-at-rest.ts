import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { EngineParts } from './batch-context.ts'
import { settleLeft } from './recovery/settle-batch.ts'
import { restedUntil } from './taking-up.ts'

/** Marks a batch that nobody works on as cancelled; one that is over stays as it ended. Answers with how many jobs were given up. */
export async function cancelAtRest(parts: EngineParts, record: BatchRecord): Promise<number> {
  if (record.endedMs !== null) return 0
  const { journal, clock } = parts
  const { n } = record
  await settleLeft(parts, record)
  const given = await journal.call('endOpen', { batch: n, state: 'cancelled', fault: null })
  const endedMs = clock.nowMs()
  await journal.call('endBatch', { n, state: 'cancelled', endedMs, restedMs: restedUntil(record, endedMs) })
  return given.length
}

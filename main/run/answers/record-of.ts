import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import type { Rooms } from './batch-answers.ts'

/** That of a batch under way is its own, any other the journal’s. */
export async function recordOf(batch: string, { engine, desk }: Pick<Rooms, 'engine' | 'desk'>): Promise<BatchRecord> {
  return engine.running(batch)?.batch.record ?? (await desk.find(batch))
}

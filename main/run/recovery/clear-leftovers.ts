import type { BatchRecord } from '../../journal/batches/batch-record.ts'
import { batchPrefix } from '../making/attempt-name.ts'
import type { EngineParts } from '../batch-context.ts'
import { disposeAttempts } from '../making/dispose-attempts.ts'
import { returnOriginals } from './return-originals.ts'

type Rooms = Pick<EngineParts, 'journal' | 'io'>

/** Removes what attempts of a batch have left in its folders, where none is under way; what cannot be removed is tried again at each start. */
export async function clearLeftovers(rooms: Rooms, batch: BatchRecord, folders: string[]): Promise<void> {
  const prefixes = [batchPrefix(batch.token)]
  for (const folder of folders) {
    const attempts = await rooms.io.call('leftovers', { folder, prefixes })
    await disposeAttempts(rooms, await returnOriginals(rooms, batch, attempts))
  }
}

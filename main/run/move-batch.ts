import { Fault } from '../../contract/fault.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { EngineParts } from './batch-context.ts'
import type { BatchRun } from './batch-run.ts'
import { diskOf } from './disk-of.ts'
import { movedTo } from './recorded-request.ts'
import { batchKey, type StartRequest } from './start-request.ts'

interface Move {
  /** What is left of it, into the new folder. */
  request: StartRequest
  /** Brought to rest first; undefined where nobody works on it. */
  run: BatchRun | undefined
}

/** From here on the journal has the batch with another output folder. Faults: `usage-wrong` where the same files were run into that one, `volume-gone`. */
export async function moveBatch(parts: EngineParts, record: BatchRecord, { request, run }: Move): Promise<void> {
  const { journal, io } = parts
  const { out } = request
  const key = batchKey(request)
  if (await journal.call('batchOfKey', key))
    throw new Fault('usage-wrong', { subject: out, why: 'The same files were run into it before.' })
  const mount = await diskOf(parts, out)
  using _ = io.hurry()
  await run?.rest('now')
  await journal.call('moveBatch', { ...movedTo(record, { out, mount }), key })
}

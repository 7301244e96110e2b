import { Fault } from '../../contract/fault.ts'
import { retry } from '../async/backoff.ts'
import type { VolumeTraits } from '../io/volumes/volume.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { EngineParts } from './batch-context.ts'
import { batchPrefix } from './making/attempt-name.ts'
import type { OpenRequest } from './open-batch.ts'
import { clearHalves } from './recovery/half-results.ts'
import { isDiskAway, settleLeft } from './recovery/settle-batch.ts'

const probeTries = 4
const probeBaseMs = 50

/** What the volume of the results is like. What an earlier life left there is settled before anything is made; on a disk that is away nothing is. */
export async function readyVolume(
  parts: EngineParts,
  record: BatchRecord,
  request: Pick<OpenRequest, 'continued' | 'stopNow'>,
): Promise<VolumeTraits> {
  if (await isDiskAway(parts.io, record)) throw new Fault('volume-gone', { subject: record.outRoot })
  if (request.continued) await settleLeft(parts, record)
  const traits = await probe(parts, record, request.stopNow)
  await clearHalves(parts, { record, traits })
  return traits
}

/** The first look at a volume may meet a passing error; a second one tells. */
function probe(
  { io, clock }: EngineParts,
  { outRoot, token }: BatchRecord,
  signal: AbortSignal,
): Promise<VolumeTraits> {
  let tries = 0
  return retry(() => io.call('probe', { folder: outRoot, prefix: `${batchPrefix(token)}${tries++}` }), {
    signal,
    clock,
    attempts: probeTries,
    baseMs: probeBaseMs,
    capMs: probeBaseMs * 4,
    retryable: (error) => error instanceof Fault && (error.blame === 'transient' || error.code === 'io-error'),
  })
}

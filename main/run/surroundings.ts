import { isWithin } from '../io/paths.ts'
import type { BatchRecord } from '../journal/batches/batch-record.ts'
import type { BatchRequest } from './admitting/intake-line.ts'
import type { EngineParts } from './batch-context.ts'
import type { OpenRequest } from './open-batch.ts'

/** What a batch takes in. Results inside the sources are not met as input; when they may be all the same, the ledger is asked about every file. */
export async function surroundings(
  { journal, io }: EngineParts,
  { outRoot, recipeFingerprint, n }: BatchRecord,
  request: OpenRequest,
): Promise<BatchRequest> {
  const [realOut = outRoot, ...realSources] = await io.call('real', [outRoot, ...request.sources])
  const overlap = [...request.sources, ...realSources].some(
    (source) => isWithin(source, realOut) || isWithin(realOut, source) || isWithin(source, outRoot),
  )
  const ledger = await journal.call('ledgerKnows', { recipeFingerprint, except: n })
  return {
    sources: request.sources,
    leaveOut: [...new Set([outRoot, realOut])],
    consult: request.continued || overlap || ledger || request.feed !== undefined,
    again: request.again,
    leavesUndone: request.partlyUndone !== undefined,
    only: request.only ?? null,
    feed: request.feed ?? null,
  }
}

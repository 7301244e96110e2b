import type { Client } from '../../../contract/client.ts'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import { Fault } from '../../../contract/fault.ts'

interface Options {
  signal: AbortSignal
}

/**
 * The batch a person means: an id, or `last`.
 * @throws Fault `batch-unknown` when there is no batch at all
 */
export async function batchArgument(client: Client, batch: string, options: Options): Promise<string> {
  if (batch !== 'last') return batch
  const { batches } = await client.ask('batch.list', { limit: 1 }, options)
  if (!batches[0]) throw new Fault('batch-unknown', { subject: 'last', why: 'Nothing has been run yet.' })
  return (await client.ask('batch.get', { batch }, options)).batch.batchId
}

/** The latest batch with something left to do, among the last hundred. One that was taken back is only gone on with by its id. */
export async function unfinishedBatch(client: Client, options: Options): Promise<BatchRow | undefined> {
  const { batches } = await client.ask('batch.list', { limit: 100 }, options)
  return batches.find((batch) => hasMoreToDo(batch) && !wasTakenBack(batch))
}

function hasMoreToDo({ state, counts }: BatchRow): boolean {
  const isOver = state === 'finished' || state === 'cancelled'
  return !isOver || counts.failed + counts.cancelled > 0
}

function wasTakenBack({ counts }: BatchRow): boolean {
  return counts.undone > 0 && counts.done === 0
}

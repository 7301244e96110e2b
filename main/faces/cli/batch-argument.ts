import type { Client } from '../../../contract/client.ts'
import type { BatchRow } from '../../../contract/batch-commands.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { ownFiles } from '../../../contract/own-counts.ts'
import { escapeName } from './show/escape-name.ts'
import { instantOf } from './show/words.ts'
import type { World } from './world.ts'

interface Options {
  signal: AbortSignal
}

/**
 * The batch a person means: an id, or `last`, the one that was worked on last.
 * @throws Fault `batch-unknown` when there is no batch at all
 */
export async function batchArgument(client: Client, batch: string, options: Options): Promise<string> {
  return batch === 'last' ? (await lastBatch(client, options)).batchId : batch
}

interface Meaning extends Options {
  world: World
  /** Which batches `last` may mean; of none of them it means the very last. */
  fits: (batch: Pick<BatchRow, 'state' | 'counts'>) => boolean
}

/**
 * As `batchArgument`, but `last` passes over runs that do not fit, such as those of an hourly job that found nothing new, and it is said which it is.
 * @throws Fault `batch-unknown` when there is no batch at all
 */
export async function fittingBatch(client: Client, batch: string, meaning: Meaning): Promise<string> {
  if (batch !== 'last') return batch
  const { world, fits, signal } = meaning
  const last = await lastBatch(client, { signal })
  const earlier = fits(last) ? undefined : await latestThatFits(client, meaning)
  const { batchId, recipe, startedMs } = earlier ?? last
  const passed = earlier ? '; later runs made nothing' : ''
  world.stderr.write(
    `Run ${batchId} of ${instantOf(startedMs, world.clock.nowMs())}, ${escapeName(recipe)}${passed}.\n`,
  )
  return batchId
}

/** It made results or moved originals, also where that was taken back since. */
export function madeSomething({ counts }: Pick<BatchRow, 'counts'>): boolean {
  return ownFiles(counts) + counts.undone > 0
}

async function lastBatch(client: Client, options: Options): Promise<BatchSnapshot> {
  const { batches } = await client.ask('batch.list', { limit: 1 }, options)
  if (!batches[0]) throw new Fault('batch-unknown', { subject: 'last', why: 'Nothing has been run yet.' })
  return (await client.ask('batch.get', { batch: 'last' }, options)).batch
}

/** How many runs back it is looked for: an hourly job's of a month. */
const lookedAtMost = 1000

async function latestThatFits(client: Client, { fits, signal }: Meaning) {
  const { batches } = await client.ask('batch.list', { limit: lookedAtMost }, { signal })
  const [latest] = batches.filter(fits).toSorted((a, b) => (b.recency ?? 0) - (a.recency ?? 0))
  return latest && { ...latest, batchId: latest.id }
}

/** The latest batch with something left to do, among the last hundred. One that was taken back is only gone on with by its id. */
export async function unfinishedBatch(client: Client, options: Options): Promise<BatchRow | undefined> {
  const { batches } = await client.ask('batch.list', { limit: 100 }, options)
  return batches.find((batch) => hasMoreToDo(batch) && !wasTakenBack(batch))
}

export function hasMoreToDo({ state, counts }: Pick<BatchRow, 'state' | 'counts'>): boolean {
  const isOver = state === 'finished' || state === 'cancelled'
  return !isOver || counts.failed + counts.cancelled > 0
}

function wasTakenBack({ counts }: BatchRow): boolean {
  return counts.undone > 0 && counts.done === 0
}

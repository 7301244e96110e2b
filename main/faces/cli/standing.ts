import type { BatchRow } from '../../../contract/batch-commands.ts'
import { needsSomebody } from '../../../contract/needs-somebody.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import { isOver } from './follow-batch.ts'
import { attach } from './open-engine.ts'
import type { World } from './world.ts'

/** An engine that works answers at once; what it does not tell in this time stays as it is recorded. */
const answerMs = 5000

/** Recorded batches, and what an engine that runs knows of them besides: how they stand, and that nothing works on one although it is not over. */
export async function asTheyStand(world: World, batches: BatchRow[]): Promise<BatchRow[]> {
  const open = batches.filter((batch) => !isOver(batch) && !batch.interrupted)
  const known = await knownOf(world, open)
  return batches.map((batch) => ({ ...batch, ...known.get(batch.id) }))
}

type Known = Pick<BatchRow, 'state' | 'interrupted'>

async function knownOf(world: World, open: BatchRow[]): Promise<Map<string, Known>> {
  if (open.length === 0) return new Map()
  const asked = world.interrupts.signal
  const signal = AbortSignal.any([asked, AbortSignal.timeout(answerMs)])
  try {
    await using engine = await attach(stateFolderOf(world), signal)
    if (!engine) return new Map()
    const watches = open.some(({ watch }) => watch !== undefined)
      ? (await engine.client.ask('watch.list', {}, { signal })).watches
      : []
    const standing = async (batch: BatchRow): Promise<[string, Known]> => {
      const { state, interrupted } = (await engine.client.ask('batch.get', { batch: batch.id }, { signal })).batch
      const isNeedy = !isOver({ state }) && needsSomebody(batch, watches)
      return [batch.id, { state: isNeedy ? 'needs-you' : state, ...(interrupted && { interrupted }) }]
    }
    return new Map(await Promise.all(open.map(standing)))
  } catch {
    asked.throwIfAborted()
    return new Map()
  }
}

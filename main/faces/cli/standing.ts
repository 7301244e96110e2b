import type { BatchRow } from '../../../contract/batch-commands.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import { isOver } from './follow-batch.ts'
import { attach } from './open-engine.ts'
import type { World } from './world.ts'

/** An engine that works answers at once; what it does not tell in this time stays as it is recorded. */
const answerMs = 5000

/** Recorded batches, and what an engine that runs knows of them besides: that nothing works on one although it is not over. */
export async function asTheyStand(world: World, batches: BatchRow[]): Promise<BatchRow[]> {
  const open = batches.filter((batch) => !isOver(batch) && !batch.interrupted)
  const interrupted = await interruptedAmong(world, open)
  return batches.map((batch) => (interrupted.has(batch.id) ? { ...batch, interrupted: true } : batch))
}

async function interruptedAmong(world: World, open: BatchRow[]): Promise<Set<string>> {
  if (open.length === 0) return new Set()
  const asked = world.interrupts.signal
  const signal = AbortSignal.any([asked, AbortSignal.timeout(answerMs)])
  try {
    await using engine = await attach(stateFolderOf(world), signal)
    const ask = async ({ id }: BatchRow) => engine?.client.ask('batch.get', { batch: id }, { signal })
    const found = await Promise.all(open.map(ask))
    return new Set(found.flatMap((answer) => (answer?.batch.interrupted ? [answer.batch.batchId] : [])))
  } catch {
    asked.throwIfAborted()
    return new Set()
  }
}

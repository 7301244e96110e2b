import type { BatchRow } from '../../../contract/batch-commands.ts'
import { needsSomebody } from '../../../contract/needs-somebody.ts'
import type { Engine } from '../engine.ts'
import type { WatchDesk } from '../watches/watch-desk.ts'

interface Rooms {
  engine: Pick<Engine, 'running'>
  watchDesk: Pick<WatchDesk, 'list'>
}

/** Recorded batches with the states they are in just now: also those that only whoever works on them knows of. */
export async function asTheyStand(batches: BatchRow[], { engine, watchDesk }: Rooms): Promise<BatchRow[]> {
  const isLive = batches.some(({ id }) => engine.running(id))
  const watches = isLive ? await watchDesk.list() : []
  return batches.map((batch) => {
    const state = engine.running(batch.id)?.snapshot().state
    if (state === undefined) return batch
    return { ...batch, state: needsSomebody(batch, watches) ? 'needs-you' : state }
  })
}

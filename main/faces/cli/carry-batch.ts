import type { Client } from '../../../contract/client.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import { concludeBatch } from './conclude-batch.ts'
import type { ExitCode } from './exit-code.ts'
import { isOver, followBatch } from './follow-batch.ts'
import { isAway, openEngine } from './open-engine.ts'
import type { ReportOutcome } from './report/closing-report.ts'
import type { BatchView } from './show/batch-view.ts'
import type { Terminal } from './show/terminal.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import { ToldRows } from './told-rows.ts'
import type { World } from './world.ts'

export interface Order {
  view: BatchView
  /** Where the closing words go. */
  tell: Terminal
  /** Starts the batch, or goes on with it. Asked again of the next owner when one goes away: the same batch continues. */
  begin(client: Client, options: { signal: AbortSignal }): Promise<BatchSnapshot>
  /** Absolute path of the report to write at the end; empty for none. */
  reportPath: string
  /** The report that is written as files end; absent without one. */
  followed?: ReportOutcome | undefined
  /** The recipe `begin` asks for, where that is known. */
  recipe?: string
}

/** How often to ask for the engine while its owner ends, which finishes the files in hand first. With half a second between, about an hour. */
const takeOverAttempts = 7200

/**
 * Carries one batch to its end, whoever owns the engine: here, in another process, or first there and then here. Writes the report
 * and the closing words, also after an interruption.
 */
export async function carryBatch(world: World, order: Order): Promise<ExitCode> {
  const startedMs = world.clock.monotonicMs()
  const conclude = (client: Client, batch: BatchSnapshot) => concludeBatch(world, { client, batch, order, startedMs })
  const onWait = () => order.view.say('Waiting for another Millrace to end.')
  const told = new ToldRows()
  let batch: BatchSnapshot | undefined
  for (;;) {
    const patience = batch ? { attempts: takeOverAttempts } : {}
    const { signal } = world.interrupts
    await using engine = await openEngine(world, { signal, onWait, expects: order.recipe, ...patience })
    if (!batch) signal.throwIfAborted()
    try {
      batch = await followBatch(world, { engine, order, told, onSnapshot: (seen) => (batch = seen) })
      if (engine.owned) return await conclude(engine.client, batch)
      // The owner may be gone any moment now; the journal stays.
      await using reader = await openReader(world)
      return await conclude(reader, batch)
    } catch (error) {
      if (engine.owned || !isAway(error)) throw error
    }
    if (batch) {
      await using reader = await openReader(world)
      batch = await recordedState(reader, batch)
      if (isOver(batch)) order.view.event({ type: 'finished', batch })
      if (isOver(batch) || world.interrupts.exitCode !== undefined) return await conclude(reader, batch)
    }
    told.anew()
    order.view.say('The other Millrace has ended; going on here.')
  }
}

function openReader(world: World): Promise<Client> {
  return world.doors.openReader({ stateFolder: stateFolderOf(world) })
}

/** What the journal says of the batch, which is more than its last snapshot on the wire did. */
async function recordedState(reader: Client, { batchId }: BatchSnapshot): Promise<BatchSnapshot> {
  const { signal } = new AbortController()
  return (await reader.ask('batch.get', { batch: batchId }, { signal })).batch
}

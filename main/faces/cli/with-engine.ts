import type { Client } from '../../../contract/client.ts'
import { isAway, openEngine } from './open-engine.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import type { World } from './world.ts'

/** How often a question is put to a new owner because the old one went away before it answered. */
const mostOwners = 3

/** Asks the engine something that may be asked again: when an owner goes away before the answer, the next one is asked. */
export async function withEngine<T>(
  world: World,
  fn: (client: Client, options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const { signal } = world.interrupts
  const onWait = () => world.stderr.write('Waiting for another Millrace to end.\n')
  for (let owner = 1; ; owner++) {
    await using engine = await openEngine(world, { signal, onWait })
    try {
      return await fn(engine.client, { signal })
    } catch (error) {
      if (engine.owned || !isAway(error) || owner === mostOwners) throw error
    }
  }
}

/** Asks the journal, which works while any process owns the engine. */
export async function withReader<T>(
  world: World,
  fn: (client: Client, options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  await using client = await world.doors.openReader({ stateFolder: stateFolderOf(world) })
  return await fn(client, { signal: world.interrupts.signal })
}

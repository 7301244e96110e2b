import type { Client } from '../../../contract/client.ts'
import { Fault } from '../../../contract/fault.ts'
import { onAbort } from '../../async/abort-listener.ts'
import { isAway, openEngine } from './open-engine.ts'
import { stateFolderOf } from '../attach/state-folder.ts'
import { escapeName } from './show/escape-name.ts'
import type { World } from './world.ts'

/** What is asked of whoever answers. */
type Asking<T> = (client: Client, options: { signal: AbortSignal }) => Promise<T>

/** How often a question is put to a new owner because the old one went away before it answered. */
const mostOwners = 3

/**
 * Asks the engine something that may be asked again: when an owner goes away before the answer, the next one is asked. Meanwhile its warnings are shown,
 * such as of a disk that does not answer; once a stop was asked for, no such disk is waited for.
 */
export async function withEngine<T>(world: World, fn: Asking<T>): Promise<T> {
  const { signal } = world.interrupts
  const onWait = () => world.stderr.write('Waiting for another Millrace to end.\n')
  for (let owner = 1; ; owner++) {
    await using engine = await openEngine(world, { signal, onWait })
    signal.throwIfAborted()
    using _leaving = onAbort(signal, () => engine.leaveDeadDisks())
    using _warning = warnings(engine.client, world)
    try {
      return await fn(engine.client, { signal })
    } catch (error) {
      if (engine.owned || !isAway(error) || owner === mostOwners) throw error
    }
  }
}

interface Looked<T> {
  answer: T
  /** Whether a run could begin with this state folder. */
  canRun: boolean
}

/**
 * As `withEngine`, for what only looks: where nothing can be written into the state folder, that is told, and what runs have made is not known.
 * Where nothing can be written anywhere, that of the state folder is thrown.
 */
export async function withLookingEngine<T>(world: World, fn: Asking<T>): Promise<Looked<T>> {
  try {
    return { answer: await withEngine(world, fn), canRun: true }
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'state-unusable') throw error
    await using client = await world.doors.openLookingHost({ stateFolder: stateFolderOf(world) }).catch(() => {
      throw error
    })
    world.stderr.write(`${escapeName(`${error.message} ${unknownRuns} ${error.remedy}`)}\n`)
    return { answer: await fn(client, { signal: world.interrupts.signal }), canRun: false }
  }
}

const unknownRuns = 'So it is not known what earlier runs have made, and no run can start.'

/** Asks about recipes and steps, which needs no engine. */
export async function withRecipes<T>(world: World, fn: Asking<T>): Promise<T> {
  await using client = await world.doors.openRecipeReader({ stateFolder: stateFolderOf(world) })
  return await fn(client, { signal: world.interrupts.signal })
}

/** Asks the journal, which works while any process owns the engine. */
export async function withReader<T>(world: World, fn: Asking<T>): Promise<T> {
  await using client = await world.doors.openReader({ stateFolder: stateFolderOf(world) })
  return await fn(client, { signal: world.interrupts.signal })
}

/** Until disposed. */
function warnings(client: Client, { stderr }: World): Disposable {
  const listening = new AbortController()
  void tellWarnings(client, { stderr, signal: listening.signal }).catch(() => {})
  return { [Symbol.dispose]: () => listening.abort() }
}

/** An engine that goes away ends it: whoever asked that is told. */
async function tellWarnings(
  client: Client,
  { stderr, signal }: Pick<World, 'stderr'> & { signal: AbortSignal },
): Promise<void> {
  for await (const event of client.events({ signal }))
    if (event.type === 'notice' && event.level === 'warn') stderr.write(`${escapeName(event.message)}\n`)
}

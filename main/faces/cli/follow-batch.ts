import { type BatchSnapshot, type EngineEvent, isChange } from '../../../contract/event.ts'
import type { Order } from './carry-batch.ts'
import type { Engine } from './open-engine.ts'
import { Stopping } from './stopping.ts'
import type { ToldRows } from './told-rows.ts'
import type { World } from './world.ts'

/** How long to listen to a batch that was over already when it was asked for: it may have events on their way, and announces no end. */
const lastEventsMs = 500

interface Following {
  engine: Engine
  order: Order
  /** What this command has told already, of this engine or an earlier one. */
  told: ToldRows
  /** Told each state of the batch, so that it is known when the engine goes away. */
  onSnapshot: (batch: BatchSnapshot) => void
}

/** No work is under way or will be, unless somebody asks for it. */
export function isOver({ state }: Pick<BatchSnapshot, 'state'>): boolean {
  return state === 'finished' || state === 'cancelled'
}

/** Whether nothing more comes of the batch. An owner that closes ends it as `paused`: that is no end, since the next owner goes on with it. */
function isLastWord(event: EngineEvent): boolean {
  return event.type === 'finished' && event.batch.state !== 'paused'
}

/** What is paused with its owner ends later: that it has finished is told once. */
function asItStands(event: EngineEvent): EngineEvent {
  return event.type === 'finished' && !isLastWord(event) ? { type: 'batch', batch: event.batch } : event
}

/**
 * Begins the batch and shows it until it is over; resolves with its last state. Requests to stop cancel this batch.
 * @throws Fault `state-busy` when the engine goes away first, and what beginning throws
 */
export async function followBatch(
  world: World,
  { engine, order, told, onSnapshot }: Following,
): Promise<BatchSnapshot> {
  const { client } = engine
  const { view } = order
  let batch: BatchSnapshot | undefined
  const take = (seen: BatchSnapshot) => onSnapshot((batch = seen))
  using stopping = new Stopping(world, { client, view, inHand: () => batch?.counts.running ?? 0 })
  using listening = new Listening()
  const events = client.events({ signal: listening.signal })
  const begun = await order.begin(client, { signal: stopping.beginning })
  take(begun)
  view.started(begun)
  stopping.began(begun.batchId)
  using _ = isOver(begun) ? world.clock.after(lastEventsMs, () => listening.end()) : undefined
  for await (const event of events) {
    if (!concerns(event, begun.batchId)) continue
    if ('batch' in event) take(event.batch)
    const news = told.newsOf(asItStands(event))
    if (news) view.event(news)
    if (isLastWord(event)) break
  }
  return batch ?? begun
}

class Listening implements Disposable {
  readonly #abort = new AbortController()

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  end(): void {
    this.#abort.abort()
  }

  [Symbol.dispose](): void {
    this.end()
  }
}

function concerns(event: EngineEvent, batchId: string): boolean {
  if (event.type === 'notice') return true
  if (event.type === 'watch' || event.type === 'watch-removed' || isChange(event)) return false
  return (event.type === 'ended' ? event.batchId : event.batch.batchId) === batchId
}

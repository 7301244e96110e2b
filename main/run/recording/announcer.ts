import { type EngineEvent, isChange } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { onAbort } from '../../async/abort-listener.ts'

/** Ended rows a listener may leave unread before it is cut off. */
const unreadMost = 200_000

interface Listener {
  queue: EngineEvent[]
  unread: number
  wake: () => void
  failed: Fault | null
}

/** Tells every listener what happened. Snapshots that were not read yet are replaced by newer ones; ended rows are kept, in order. */
export class Announcer {
  readonly #listeners = new Set<Listener>()
  #closed = false

  tell(event: EngineEvent): void {
    for (const listener of this.#listeners) enqueue(listener, event)
  }

  /** Everything told from the moment of this call, until the signal aborts (ends quietly) or the announcer closes (`state-busy`). */
  listen({ signal }: { signal: AbortSignal }): AsyncGenerator<EngineEvent> {
    const listener: Listener = { queue: [], unread: 0, wake: () => {}, failed: null }
    const leaving = new DisposableStack()
    leaving.defer(() => this.#listeners.delete(listener))
    if (!signal.aborted) {
      this.#listeners.add(listener)
      // Also for one that nobody has begun to read by then.
      leaving.use(onAbort(signal, () => this.#leave(listener)))
    }
    return this.#deliver(listener, { signal, leaving })
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener)
    listener.wake()
  }

  async *#deliver(
    listener: Listener,
    { signal, leaving }: { signal: AbortSignal; leaving: DisposableStack },
  ): AsyncGenerator<EngineEvent> {
    using _ = leaving
    while (!signal.aborted) {
      if (listener.failed) throw listener.failed
      listener.unread = 0
      yield* listener.queue.splice(0)
      if (listener.queue.length > 0) continue
      if (this.#closed) throw new Fault('state-busy', { subject: 'the engine', why: 'It has ended.' })
      await new Promise<void>((resolve) => (signal.aborted ? resolve() : (listener.wake = resolve)))
    }
  }

  close(): void {
    this.#closed = true
    for (const listener of this.#listeners) listener.wake()
  }
}

function enqueue(listener: Listener, event: EngineEvent): void {
  const { queue } = listener
  const old = queue.findIndex((unread) => replaces(event, unread))
  if (old >= 0) queue.splice(old, 1)
  if (event.type === 'ended') listener.unread += event.rows.length
  if (listener.unread > unreadMost)
    listener.failed = new Fault('state-busy', { subject: 'a listener', why: 'It does not read what it is told.' })
  else queue.push(event)
  listener.wake()
}

/** Of what something is like, only the latest counts. */
function replaces(event: EngineEvent, unread: EngineEvent): boolean {
  if (isChange(event)) return unread.type === event.type
  if (event.type === 'watch') return unread.type === 'watch' && unread.watch.id === event.watch.id
  return event.type === 'batch' && unread.type === 'batch' && unread.batch.batchId === event.batch.batchId
}

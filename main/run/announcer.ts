import type { EngineEvent } from '../../contract/event.ts'
import { Fault } from '../../contract/fault.ts'
import { onAbort } from '../async/abort-listener.ts'

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
    this.#listeners.add(listener)
    return this.#deliver(listener, signal)
  }

  async *#deliver(listener: Listener, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    if (signal.aborted) return
    using _ = onAbort(signal, () => listener.wake())
    try {
      while (!signal.aborted) {
        if (listener.failed) throw listener.failed
        listener.unread = 0
        yield* listener.queue.splice(0)
        if (listener.queue.length > 0) continue
        if (this.#closed) throw new Fault('state-busy', { subject: 'the engine', why: 'It has ended.' })
        await new Promise<void>((resolve) => (signal.aborted ? resolve() : (listener.wake = resolve)))
      }
    } finally {
      this.#listeners.delete(listener)
    }
  }

  close(): void {
    this.#closed = true
    for (const listener of this.#listeners) listener.wake()
  }
}

function enqueue(listener: Listener, event: EngineEvent): void {
  const last = listener.queue.at(-1)
  if (last && replaces(event, last)) listener.queue.pop()
  if (event.type === 'ended') listener.unread += event.rows.length
  if (listener.unread > unreadMost)
    listener.failed = new Fault('state-busy', { subject: 'a listener', why: 'It does not read what it is told.' })
  else listener.queue.push(event)
  listener.wake()
}

/** Of what something is like, only the latest counts. */
function replaces(event: EngineEvent, last: EngineEvent): boolean {
  if (event.type === 'watch') return last.type === 'watch' && last.watch.id === event.watch.id
  return event.type === 'batch' && last.type === 'batch' && last.batch.batchId === event.batch.batchId
}

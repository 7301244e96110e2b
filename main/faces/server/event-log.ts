import type { EngineEvent } from '../../../contract/event.ts'

/** Events other than snapshots that are kept for faces that come back. */
const keptMost = 500

/** Of these the newest takes the place of the one before. */
const renewed: ReadonlySet<EngineEvent['type']> = new Set(['batch', 'watch', 'settings', 'vault', 'recipes'])

export interface LoggedEvent {
  seq: number
  event: EngineEvent
}

/**
 * What faces in a browser are told, numbered, without rows of files: they ask for the rows a person sees. Of the snapshots of a batch
 * only the newest is kept, so neither a slow face nor one that comes back is told more than it needs.
 */
export class EventLog {
  /** Snapshots under their batch, the others under their number; a later event has a later place. */
  readonly #events = new Map<string, LoggedEvent>()
  #seq = 0
  /** The newest event that is not kept any more. */
  #forgotten = 0
  #end: { error: unknown } | undefined
  #more = Promise.withResolvers<void>()

  get seq(): number {
    return this.#seq
  }

  /** Takes everything in until the engine goes away. Never rejects. */
  async follow(events: AsyncIterable<EngineEvent>): Promise<void> {
    let error: unknown
    try {
      for await (const event of events) this.add(event)
    } catch (thrown) {
      error = thrown
    }
    this.#end = { error }
    this.#wake()
  }

  add(event: EngineEvent): void {
    if (event.type === 'ended') return
    const seq = ++this.#seq
    const snapshot = snapshotOf(event)
    this.#events.delete(snapshot)
    this.#events.set(renewed.has(event.type) ? snapshot : String(seq), { seq, event })
    if (this.#events.size > keptMost) this.#forgetOldest()
    this.#wake()
  }

  #forgetOldest(): void {
    for (const [key, { seq }] of this.#events) {
      this.#events.delete(key)
      this.#forgotten = seq
      return
    }
  }

  /** Whether everything after `seq` that still matters is here. */
  reachesBackTo(seq: number): boolean {
    return seq >= this.#forgotten && seq <= this.#seq
  }

  /** What came after `seq` and what comes, until the signal aborts (quietly) or the engine goes away (throws). */
  async *after(seq: number, { signal }: { signal: AbortSignal }): AsyncGenerator<LoggedEvent> {
    const stop = () => this.#wake()
    signal.addEventListener('abort', stop)
    try {
      let seen = seq
      while (!signal.aborted) {
        const next = this.#next(seen)
        if (next) yield next
        else if (this.#end) throw this.#end.error ?? new Error('the engine has ended')
        else await this.#more.promise
        seen = next?.seq ?? seen
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  #next(seen: number): LoggedEvent | undefined {
    if (seen >= this.#seq) return undefined
    for (const logged of this.#events.values()) if (logged.seq > seen) return logged
    return undefined
  }

  #wake(): void {
    this.#more.resolve()
    this.#more = Promise.withResolvers()
  }
}

/** What an event makes old; empty for news that stands by itself. */
function snapshotOf(event: EngineEvent): string {
  switch (event.type) {
    case 'batch':
    case 'finished':
      return `batch ${event.batch.batchId}`
    case 'watch':
      return `watch ${event.watch.id}`
    case 'watch-removed':
      return `watch ${event.watch}`
    case 'settings':
    case 'vault':
    case 'recipes':
      return event.type
    case 'ended':
    case 'notice':
      return ''
  }
}

import { type EngineEvent, isChange } from '../../../contract/event.ts'
import { Fault } from '../../../contract/fault.ts'
import { Fifo, type Place } from '../../async/fifo.ts'

/** Ended files a face may fall behind; at some 500 bytes each that is 25 MB. */
const mostRows = 50_000
/** Ended files told in one event, so that no line grows without bound. */
const mostRowsTogether = 500

interface Slot {
  event: EngineEvent
}

/**
 * What is on its way to one face. Of snapshots only the newest of each batch and watch waits; ended rows all wait, in order, before the
 * end of their batch. A face that falls more than 50,000 rows behind is cut off. One reader.
 */
export class FaceQueue {
  readonly #line = new Fifo<Slot>()
  readonly #snapshots = new Map<string, Place<Slot>>()
  #lastEnded: Slot | undefined
  #rows = 0
  #end: { error: unknown } | undefined
  #wake = Promise.withResolvers<void>()

  push(event: EngineEvent): void {
    if (this.#end) return
    const subject = subjectOf(event)
    if (subject !== null) this.#pushSnapshot(event, subject)
    else if (event.type === 'ended') this.#pushEnded(event)
    else this.#pushOther(event)
    this.#wake.resolve()
  }

  /** Nothing more comes. What waits is still handed out; then the reading ends, or throws `error` if there is one. */
  close(error?: unknown): void {
    this.#end ??= { error }
    this.#wake.resolve()
  }

  /** Hands out what waits and what comes; ends at once, and quietly, when the signal aborts. */
  async *read({ signal }: { signal: AbortSignal }): AsyncGenerator<EngineEvent, void, undefined> {
    const stop = () => this.#wake.resolve()
    signal.addEventListener('abort', stop)
    try {
      while (!signal.aborted) {
        const next = this.#shift()
        if (next) yield next
        else if (!this.#end) await this.#nothingYet()
        else if (this.#end.error === undefined) return
        else throw this.#end.error
      }
    } finally {
      signal.removeEventListener('abort', stop)
      this.close()
    }
  }

  #pushSnapshot(event: EngineEvent, subject: string): void {
    const waiting = this.#snapshots.get(subject)
    if (waiting) waiting.item.event = event
    else this.#snapshots.set(subject, this.#line.push({ event }))
  }

  #pushEnded(event: EngineEvent & { type: 'ended' }): void {
    this.#rows += event.rows.length
    if (this.#rows > mostRows) {
      this.close(new Fault('state-busy', { subject: 'the engine', why: `This face is ${mostRows} files behind.` }))
      return
    }
    const last = this.#lastEnded?.event
    const joins = last?.type === 'ended' && last.batchId === event.batchId && last.rows.length < mostRowsTogether
    if (joins && this.#lastEnded) this.#lastEnded.event = { ...last, rows: [...last.rows, ...event.rows] }
    else this.#line.push((this.#lastEnded = { event }))
  }

  #pushOther(event: EngineEvent): void {
    if (event.type === 'finished') this.#dropSnapshot(`batch ${event.batch.batchId}`)
    if (event.type === 'watch-removed') this.#dropSnapshot(`watch ${event.watch}`)
    this.#lastEnded = undefined
    this.#line.push({ event })
  }

  #dropSnapshot(subject: string): void {
    const waiting = this.#snapshots.get(subject)
    if (waiting) this.#line.remove(waiting)
    this.#snapshots.delete(subject)
  }

  #shift(): EngineEvent | undefined {
    const slot = this.#line.shift()
    if (!slot) return undefined
    if (slot === this.#lastEnded) this.#lastEnded = undefined
    const subject = subjectOf(slot.event)
    if (subject !== null) this.#snapshots.delete(subject)
    if (slot.event.type === 'ended') this.#rows -= slot.event.rows.length
    return slot.event
  }

  async #nothingYet(): Promise<void> {
    await this.#wake.promise
    this.#wake = Promise.withResolvers()
  }
}

/** What an event is a snapshot of; null for news that stands by itself. */
function subjectOf(event: EngineEvent): string | null {
  if (event.type === 'batch') return `batch ${event.batch.batchId}`
  if (isChange(event)) return event.type
  return event.type === 'watch' ? `watch ${event.watch.id}` : null
}

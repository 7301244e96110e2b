import { Worker } from 'node:worker_threads'
import { Fault, type WireFault } from '../../contract/fault.ts'
import { type Clock, systemClock } from '../async/clock.ts'
import { PendingCalls } from '../async/pending-calls.ts'
import type { Operation } from '../async/watchdog.ts'
import { entryUrl } from '../entry-points.ts'
import type { JournalOperations } from './operations.ts'

type Name = keyof JournalOperations
type Input<N extends Name> = Parameters<JournalOperations[N]>[1]
type Answer<N extends Name> = ReturnType<JournalOperations[N]>

type Message =
  | { ready: true; setAside: string | null }
  | { ready: false; fault: WireFault }
  | { closed: true }
  | { id: number; ok: true; value: never }
  | { id: number; ok: false; fault: WireFault }

interface JournalOptions {
  nowMs: number
  clock?: Clock
  /** Module of the thread, where it is not the usual one. */
  entry?: URL
}

/**
 * The journal, living in its own thread together with the lock on the state folder. Calls are carried out in the order
 * they are made; an answer means the transaction is committed, and for what must not be lost, flushed.
 */
export class Journal implements AsyncDisposable {
  readonly #worker: Worker
  readonly #calls = new PendingCalls()
  readonly #clock: Clock
  /** What has no answer yet, by the number of the call. */
  readonly #asked = new Map<number, { what: Name; startedMs: number }>()
  readonly #closed: Promise<void>
  #closing = false
  /** Where a damaged journal was set aside to; null when it was sound. */
  readonly setAside: string | null

  private constructor(worker: Worker, setAside: string | null, clock: Clock) {
    this.#worker = worker
    this.#clock = clock
    this.setAside = setAside
    worker.on('message', (message: Message | string) =>
      this.#receive(typeof message === 'string' ? (JSON.parse(message) as Message) : message),
    )
    worker.on('error', (error) => this.#calls.end(Fault.from(error, 'the journal')))
    this.#closed = new Promise((resolve) => worker.once('exit', () => resolve()))
    void this.#closed.then(() => {
      this.#calls.end(ended())
      this.#asked.clear()
    })
  }

  /** Takes the state folder's lock and opens its journal. Faults: `state-busy`, `state-newer`, `state-unusable`, `disk-full`. */
  static async open(folder: string, options: JournalOptions): Promise<Journal> {
    const { nowMs, clock = systemClock, entry = entryUrl('journal') } = options
    const worker = new Worker(entry, { name: 'millrace-journal', workerData: { folder, nowMs } })
    const opened = await new Promise<Message>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(ended()))
    })
    if ('ready' in opened && opened.ready) return new Journal(worker, opened.setAside, clock)
    await worker.terminate()
    throw 'fault' in opened ? Fault.fromWire(opened.fault) : new Fault('bug', { subject: 'the journal' })
  }

  call<N extends Name>(operation: N, input: Input<N>): Promise<Answer<N>> {
    if (this.#closing) return Promise.reject(new Fault('bug', { subject: operation, why: 'The journal is closed.' }))
    const { id, answer } = this.#calls.begin()
    this.#asked.set(id, { what: operation, startedMs: this.#clock.monotonicMs() })
    this.#worker.postMessage(JSON.stringify({ id, operation, input }))
    return answer
  }

  /** What it was asked for and has not answered yet. */
  underWay(): Operation[] {
    return Array.from(this.#asked.values(), (asked) => ({ ...asked, who: 'the journal' }))
  }

  #receive(message: Message): void {
    if (!('id' in message)) return
    this.#asked.delete(message.id)
    if (message.ok) this.#calls.resolve(message.id, message.value)
    else this.#calls.reject(message.id, Fault.fromWire(message.fault))
  }

  /** Waits for the calls made before, closes the database and gives the lock back. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#closing) this.#worker.postMessage('close')
    this.#closing = true
    await this.#closed
  }
}

const ended = (): Fault => Fault.from(new Error('the journal thread ended'), 'the journal')

import { Worker } from 'node:worker_threads'
import type { WaitingFile } from '../../../contract/watch.ts'
import { systemClock } from '../../async/clock.ts'
import { endThread } from '../../async/stuck-threads.ts'
import { entryUrl } from '../../entry-points.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import type { FolderState, FromThread, Hold, ToThread, WatchOrder } from './messages.ts'

export interface ThreadListener {
  /** Which of these files are new, by path. */
  ask(files: Sighting[]): Promise<string[]>
  take(files: Sighting[]): void
  tell(state: FolderState): void
  /** The thread is gone, by itself. */
  failed(error: Error): void
}

/** A thread's own heap stays below this; what chokidar keeps of 50,000 files in a thousand folders takes about a tenth of it. */
const heapMb = 1_024
const endMostMs = 5_000

/**
 * The thread that watches one folder: a drive that does not answer holds up nobody but itself. Files handed over by `take` are the listener's;
 * it gives credit for as many as it can hold.
 */
export class WatchThread implements AsyncDisposable {
  readonly #worker: Worker
  readonly #listener: ThreadListener
  readonly #calls = new Map<number, (answer: FromThread | undefined) => void>()
  #nextCall = 0
  #closing = false

  constructor(order: WatchOrder, listener: ThreadListener) {
    this.#listener = listener
    const resourceLimits = { maxOldGenerationSizeMb: heapMb }
    this.#worker = new Worker(entryUrl('watch'), { name: 'millrace-watch', workerData: order, resourceLimits })
    this.#worker.on('message', (message: FromThread) => void this.#hear(message))
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', () => this.#end(new Error('a watch thread ended')))
  }

  credit(files: number): void {
    this.#post({ type: 'credit', files })
  }

  hold(held: Hold | null): void {
    this.#post({ type: 'hold', held })
  }

  /** Those that are whole by now do not wait for the hours. */
  startNow(): void {
    this.#post({ type: 'startNow' })
  }

  rescan(): void {
    this.#post({ type: 'rescan' })
  }

  /** Something may have happened to this file. */
  look(path: string): void {
    this.#post({ type: 'look', path })
  }

  /** False when no such file waits. */
  async takeNow(path: string): Promise<boolean> {
    const answer = await this.#call((call) => ({ type: 'takeNow', call, path }))
    return answer?.type === 'took' && answer.found
  }

  async list(offset: number, limit: number): Promise<{ files: WaitingFile[]; total: number }> {
    const answer = await this.#call((call) => ({ type: 'list', call, offset, limit }))
    return answer?.type === 'listed' ? { files: answer.files, total: answer.total } : { files: [], total: 0 }
  }

  /** It only reads, so one that hangs in a disk which does not answer is not waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true
    await endThread(this.#worker, { clock: systemClock, timeoutMs: endMostMs })
    this.#release()
  }

  #post(message: ToThread): void {
    if (!this.#closing) this.#worker.postMessage(message)
  }

  /** Undefined when the thread ends first. */
  #call(make: (call: number) => ToThread): Promise<FromThread | undefined> {
    const call = this.#nextCall++
    return new Promise((resolve) => {
      if (this.#closing) return resolve(undefined)
      this.#calls.set(call, resolve)
      this.#post(make(call))
    })
  }

  async #hear(message: FromThread): Promise<void> {
    if (this.#closing) return
    switch (message.type) {
      case 'ask':
        return this.#post({ type: 'known', ask: message.ask, fresh: await this.#listener.ask(message.files) })
      case 'take':
        return this.#listener.take(message.files)
      case 'state':
        return this.#listener.tell(message.state)
      case 'took':
      case 'listed':
        this.#calls.get(message.call)?.(message)
        this.#calls.delete(message.call)
    }
  }

  #end(error: Error): void {
    this.#release()
    if (this.#closing) return
    this.#closing = true
    this.#listener.failed(error)
  }

  #release(): void {
    for (const resolve of this.#calls.values()) resolve(undefined)
    this.#calls.clear()
  }
}

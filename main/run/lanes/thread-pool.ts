import type { MessagePort, Worker } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import { isLack } from '../../../contract/errno-faults.ts'
import type { Clock } from '../../async/clock.ts'
import { endThread } from '../../async/stuck-threads.ts'
import { errnoOf } from '../../io/errno.ts'

const idleLimitMs = 10_000
/** A thread that was ended and is not gone by then hangs in a call of the system. */
const endMostMs = 60_000

export interface ThreadPoolOptions {
  /** Module of the worker; its export `serve` calls `serveThread`, its export `warm` loads a family. */
  entry: URL
  /** Most threads that work at a time. */
  size: number
  /** Heap of each thread; what a single task asks for is not looked at. */
  heapBytes: number
  clock: Clock
}

/** Work that no thread has begun yet. Disposing it is to say that one has, or that it is over. */
export interface Unbegun extends Disposable {
  /** Aborted when no thread can be made for it: the pool of the library would keep it for the next there is. */
  lost: AbortSignal
  lose(reason: unknown): void
}

/**
 * Piscina's threads, made when they are asked for first. Knows those alive until each is gone, and tells what waits that a thread could not begin.
 * Disposing ends them all, and leaves one that hangs after a minute.
 */
export class ThreadPool implements AsyncDisposable {
  readonly #options: ThreadPoolOptions
  readonly #unbegun = new Set<AbortController>()
  /** By thread id, for the pool forgets a thread before it is gone. */
  readonly #threads = new Map<number, Worker>()
  #opening: Promise<Piscina> | undefined

  constructor(options: ThreadPoolOptions) {
    this.#options = options
  }

  /** What could not be opened, as while too many files are open, is opened for the next who asks. Rejects with what the system says. */
  opened(): Promise<Piscina> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  /** Has threads load a family until `count` are there. */
  async warm(count: number, { family, signal }: { family: string; signal: AbortSignal }): Promise<void> {
    const pool = await this.opened()
    const missing = Array.from({ length: Math.max(0, count - pool.threads.length) })
    using unbegun = this.unbegun()
    const given = { name: 'warm', signal: AbortSignal.any([signal, unbegun.lost]) }
    await Promise.all(missing.map(() => pool.run(family, given)))
  }

  /** Gives a thread its work and answers what it answers. An abort ends the thread, and rejects before that is gone. */
  async serve(work: unknown, given: { signal: AbortSignal; transferList: MessagePort[] }): Promise<unknown> {
    return (await this.opened()).run(work, given)
  }

  unbegun(): Unbegun {
    const lost = new AbortController()
    this.#unbegun.add(lost)
    return {
      lost: lost.signal,
      lose: (reason) => lost.abort(reason),
      [Symbol.dispose]: () => void this.#unbegun.delete(lost),
    }
  }

  /**
   * Resolves when nothing can happen any more of a thread that the pool has ended; one that hangs in a disk which does not answer is left after
   * `timeoutMs`, and owns no name but that of its attempt.
   */
  async ended(threadId: number, { timeoutMs = endMostMs }: { timeoutMs?: number } = {}): Promise<void> {
    const thread = this.#threads.get(threadId)
    if (!thread || (await this.opened()).threads.includes(thread)) return
    const gone = new Promise((resolve) => thread.once('exit', resolve))
    await endThread({ terminate: () => gone, unref: () => thread.unref() }, { clock: this.#options.clock, timeoutMs })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const pool = await this.#opening?.catch(() => undefined)
    if (!pool) return
    const unref = () => pool.threads.forEach((thread) => thread.unref())
    await endThread({ terminate: () => pool.destroy(), unref }, { clock: this.#options.clock, timeoutMs: endMostMs })
  }

  async #open(): Promise<Piscina> {
    const { Piscina } = await import('piscina')
    const { entry, size, heapBytes } = this.#options
    const pool = new Piscina({
      filename: entry.href,
      name: 'serve',
      minThreads: 0,
      maxThreads: size,
      idleTimeout: idleLimitMs,
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(heapBytes / 2 ** 20) },
    })
    pool.on('workerCreate', () => {
      for (const thread of pool.threads) this.#adopt(thread)
    })
    pool.on('error', (error: unknown) => {
      // An abort that meets the end of its task makes the pool emit an error, without a code, for the answer nobody waits for.
      if (!isLack(errnoOf(error)) && pool.threads.length > 0) return
      for (const lost of this.#unbegun) lost.abort(error)
    })
    return pool
  }

  #adopt(thread: Worker): void {
    const { threadId } = thread
    if (this.#threads.has(threadId)) return
    this.#threads.set(threadId, thread)
    thread.once('exit', () => this.#threads.delete(threadId))
  }
}

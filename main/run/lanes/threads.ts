import { MessageChannel, type Worker } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import { isLack } from '../../../contract/errno-faults.ts'
import { Fault } from '../../../contract/fault.ts'
import {
  type ReplyTo,
  subjectOf,
  type Task,
  type TaskReply,
  type TaskResult,
  type ThreadMessage,
} from '../../../contract/task.ts'
import type { Clock } from '../../async/clock.ts'
import { withDeadline } from '../../async/deadline.ts'
import { endThread } from '../../async/stuck-threads.ts'
import { StallError, StallTimer } from '../../async/stall-timer.ts'
import { errnoOf } from '../../io/errno.ts'
import { Hearing } from './hearing.ts'
import type { ReadiedLane, TaskOptions } from './task-lanes.ts'

const idleLimitMs = 10_000
/** A thread that was ended and is not gone by then hangs in a call of the system. */
const endMostMs = 60_000
/** One that only looked can do no harm any more, whatever it hangs in. */
const lookEndMostMs = 1_000
/** One that is not ready by then is not waited for. */
const warmMostMs = 10_000

export interface ThreadLaneOptions {
  /** Module of the worker; its export `serve` calls `serveThread`, its export `warm` loads a family. */
  entry: URL
  /** Most threads that work at a time. */
  size: number
  /** Heap of each thread; what a single task asks for is not looked at. */
  heapBytes: number
  clock: Clock
}

/**
 * Runs JavaScript and WASM in threads of this process, which start on demand and go when idle. Cancel ends the thread and waits until it is gone; one
 * that only looks into files and hangs is left. Disposing ends them all; running tasks then reject with an `AbortError`. Raises `worker-crashed`, `worker-memory`, `no-progress`, and what the
 * worker raises. The caller's permits bound how many run at a time: one more than `size` is a bug.
 */
export class ThreadLane implements ReadiedLane, AsyncDisposable {
  readonly #options: ThreadLaneOptions
  readonly #closing = new AbortController()
  readonly #runs = new Set<Promise<unknown>>()
  /** Of tasks that no thread has begun, and of threads that are to be ready before theirs: aborted, they are taken back. */
  readonly #unbegun = new Set<AbortController>()
  /** Those alive, by thread id, for the pool forgets a thread before it is gone. */
  readonly #threads = new Map<number, Worker>()
  #pool: Promise<Piscina> | undefined
  #warming: Promise<unknown> | undefined

  constructor(options: ThreadLaneOptions) {
    this.#options = options
  }

  prestart(count: number, family: string): void {
    // What goes wrong, goes wrong again with the task that needs it.
    const warm = this.#warm(Math.min(count, this.#options.size), family).catch(() => {})
    // Asked for twice, one that is under way is still waited for: else the first task would start another.
    const warming = Promise.all([this.#warming, warm])
    this.#warming = warming
    void warming.then(() => {
      if (this.#warming === warming) this.#warming = undefined
    })
  }

  async run<T extends Task>(task: T, options: TaskOptions): Promise<ReplyTo<T>> {
    options.signal.throwIfAborted()
    const closed = this.#closing.signal.aborted
    if (closed || this.#runs.size >= this.#options.size) {
      const why = closed ? 'The lane is closed.' : 'All threads are taken.'
      throw new Fault('bug', { subject: subjectOf(task), why })
    }
    const run = this.#run(task, options)
    this.#runs.add(run)
    try {
      return (await run) as ReplyTo<T>
    } finally {
      this.#runs.delete(run)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort(new DOMException('The lane was closed.', 'AbortError'))
    await Promise.allSettled(this.#runs)
    const pool = await this.#pool?.catch(() => undefined)
    if (!pool) return
    const { clock } = this.#options
    const unref = () => pool.threads.forEach((thread) => thread.unref())
    await endThread({ terminate: () => pool.destroy(), unref }, { clock, timeoutMs: endMostMs })
  }

  async #warm(count: number, family: string): Promise<void> {
    const { signal } = this.#closing
    if (signal.aborted) return
    const pool = await this.#opened()
    const missing = Array.from({ length: Math.max(0, count - pool.threads.length) })
    const lost = new AbortController()
    const given = { name: 'warm', signal: AbortSignal.any([signal, lost.signal]) }
    this.#unbegun.add(lost)
    try {
      await Promise.all(missing.map(() => pool.run(family, given)))
    } finally {
      this.#unbegun.delete(lost)
    }
  }

  /** One that is about to be ready is so sooner than another. Never rejects: whoever cancels meanwhile is heard by the task. */
  async #warmed(warming: Promise<unknown>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    const limits = { signal, timeoutMs: warmMostMs, clock, what: 'The start of a thread' }
    await withDeadline(() => warming, limits).catch(() => {})
  }

  async #run(task: Task, options: TaskOptions): Promise<TaskReply> {
    const pool = await this.#poolFor(task)
    if (this.#warming) await this.#warmed(this.#warming, options.signal)
    using stall = new StallTimer({ stallMs: options.stallMs, clock: this.#options.clock })
    const signal = AbortSignal.any([options.signal, this.#closing.signal, stall.signal])
    const { port1, port2 } = new MessageChannel()
    const lost = new AbortController()
    const onHeard = () => {
      this.#unbegun.delete(lost)
      stall.kick()
    }
    using hearing = new Hearing(port1, { ...options, onHeard })
    this.#unbegun.add(lost)
    try {
      const given = { signal: AbortSignal.any([signal, lost.signal]), transferList: [port2] }
      const answer = (await pool.run({ task, port: port2 }, given)) as ThreadMessage
      // It comes by another way, and may be here first.
      hearing.hearTheRest()
      return replyOf(answer, hearing.results)
    } catch (error) {
      // Where no thread could be made for it the pool would keep it for the next there is.
      lost.abort(error)
      hearing.hearTheRest()
      await this.#ended(hearing.threadId, { pool, task })
      throw reasonOf(lost.signal.reason, { signal, subject: subjectOf(task) })
    } finally {
      this.#unbegun.delete(lost)
    }
  }

  /**
   * Resolves when nothing can happen any more of a thread that the pool has ended; one that hangs in a disk which does not answer is left, and owns no
   * name but that of its attempt.
   */
  async #ended(threadId: number, { pool, task }: { pool: Piscina; task: Task }): Promise<void> {
    const thread = this.#threads.get(threadId)
    if (!thread || pool.threads.includes(thread)) return
    const timeoutMs = task.kind === 'inspect' ? lookEndMostMs : endMostMs
    const ended = new Promise((resolve) => thread.once('exit', resolve))
    await endThread({ terminate: () => ended, unref: () => thread.unref() }, { clock: this.#options.clock, timeoutMs })
  }

  async #poolFor(task: Task): Promise<Piscina> {
    try {
      return await this.#opened()
    } catch (error) {
      throw isLack(errnoOf(error)) ? crashFault(error, subjectOf(task)) : error
    }
  }

  /** What could not be opened, as while too many files are open, is opened for the next who asks. */
  #opened(): Promise<Piscina> {
    this.#pool ??= this.#open().catch((error: unknown) => {
      this.#pool = undefined
      throw error
    })
    return this.#pool
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
      // A thread could not begin. The pool makes no other for what waits for it.
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

/** With the results that were told before. */
function replyOf(answer: ThreadMessage, told: TaskResult[]): TaskReply {
  if (answer.type === 'fault') throw Fault.fromWire(answer.fault)
  if (answer.type === 'done') {
    const { reply } = answer
    return reply && 'results' in reply ? { ...reply, results: [...told, ...reply.results] } : reply
  }
  throw new Error(`A worker answered ${answer.type}.`)
}

/** Why a run failed: it said nothing for too long, was cancelled, raised a fault, or its thread is gone. */
function reasonOf(error: unknown, { signal, subject }: { signal: AbortSignal; subject: string }): unknown {
  if (signal.reason instanceof StallError) return new Fault('no-progress', { subject })
  if (signal.aborted) return signal.reason
  return error instanceof Fault ? error : crashFault(error, subject)
}

function crashFault(cause: unknown, subject: string): Fault {
  const errno = errnoOf(cause)
  if (isLack(errno))
    return new Fault('too-many-open', { subject, why: 'The system cannot start another thread.', cause })
  const code = errno === 'ERR_WORKER_OUT_OF_MEMORY' ? 'worker-memory' : 'worker-crashed'
  return new Fault(code, { subject, cause })
}

import { MessageChannel } from 'node:worker_threads'
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
import { withDeadline } from '../../async/deadline.ts'
import { StallTimer } from '../../async/stall-timer.ts'
import { errnoOf } from '../../io/errno.ts'
import { Hearing } from './hearing.ts'
import type { ReadiedLane, TaskOptions } from './task-lanes.ts'
import { crashFault, reasonOf } from './thread-fault.ts'
import { ThreadPool, type ThreadPoolOptions } from './thread-pool.ts'

/** A thread that only looked can do no harm any more, whatever it hangs in. */
const lookEndMostMs = 1_000
/** One that is not ready by then is not waited for. */
const warmMostMs = 10_000

/**
 * Runs JavaScript and WASM in threads of this process, which start on demand and go when idle. Cancel ends the thread and waits until it is gone; one
 * that only looks into files and hangs is left. Disposing ends them all; running tasks then reject with an `AbortError`. Raises `worker-crashed`,
 * `worker-memory`, `too-many-open`, `no-progress`, and what the worker raises. The caller's permits bound how many run at a time: one more than `size`
 * is a bug.
 */
export class ThreadLane implements ReadiedLane, AsyncDisposable {
  readonly #options: ThreadPoolOptions
  readonly #closing = new AbortController()
  readonly #runs = new Set<Promise<unknown>>()
  readonly #pool: ThreadPool
  #warming: Promise<unknown> | undefined

  constructor(options: ThreadPoolOptions) {
    this.#options = options
    this.#pool = new ThreadPool(options)
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
    await this.#pool[Symbol.asyncDispose]()
  }

  async #warm(count: number, family: string): Promise<void> {
    const { signal } = this.#closing
    if (!signal.aborted) await this.#pool.warm(count, { family, signal })
  }

  /** One that is about to be ready is so sooner than another. Never rejects: whoever cancels meanwhile is heard by the task. */
  async #warmed(warming: Promise<unknown>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    const limits = { signal, timeoutMs: warmMostMs, clock, what: 'The start of a thread' }
    await withDeadline(() => warming, limits).catch(() => {})
  }

  async #run(task: Task, options: TaskOptions): Promise<TaskReply> {
    await this.#opened(task)
    if (this.#warming) await this.#warmed(this.#warming, options.signal)
    using stall = new StallTimer({ stallMs: options.stallMs, clock: this.#options.clock })
    const signal = AbortSignal.any([options.signal, this.#closing.signal, stall.signal])
    const { port1, port2 } = new MessageChannel()
    using unbegun = this.#pool.unbegun()
    const onHeard = () => {
      unbegun[Symbol.dispose]()
      stall.kick()
    }
    using hearing = new Hearing(port1, { ...options, onHeard })
    try {
      const given = { signal: AbortSignal.any([signal, unbegun.lost]), transferList: [port2] }
      const answer = (await this.#pool.serve({ task, port: port2 }, given)) as ThreadMessage
      // It comes by another way, and may be here first.
      hearing.hearTheRest()
      return replyOf(answer, hearing.results)
    } catch (error) {
      // The first reason holds: that no thread could be made for it, or this one.
      unbegun.lose(error)
      hearing.hearTheRest()
      await this.#pool.ended(hearing.threadId, task.kind === 'inspect' ? { timeoutMs: lookEndMostMs } : {})
      throw reasonOf(unbegun.lost.reason, { signal, subject: subjectOf(task) })
    }
  }

  async #opened(task: Task): Promise<void> {
    try {
      await this.#pool.opened()
    } catch (error) {
      throw isLack(errnoOf(error)) ? crashFault(error, subjectOf(task)) : error
    }
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

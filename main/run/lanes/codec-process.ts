import type { ChildProcess } from 'node:child_process'
import { Fault } from '../../../contract/fault.ts'
import { type LaneMessage, subjectOf, type TaskReply, type Usage, type WorkerMessage } from '../../../contract/task.ts'
import { onAbort } from '../../async/abort-listener.ts'
import type { Clock } from '../../async/clock.ts'
import { DeadlineError } from '../../async/deadline.ts'
import { StallTimer } from '../../async/stall-timer.ts'
import { ChildPrograms } from './child-programs.ts'
import { endTreeOnWindows } from './end-tree.ts'
import { type Exit, exitFault, startFault } from './exit-fault.ts'
import { exitOf } from './exit-of.ts'
import { childrenOf, startTimeOf, workedMsOf } from './process-facts.ts'
import type { TaskOptions } from './task-lanes.ts'

/** A child that has not said `ready` by then hangs: one that only gets little time, on a busy machine or under the eyes of a virus scanner, is ready sooner. */
const usualStartMs = 60_000
/** A child whose program was ended puts back what that had taken away: an unlink or a copy of one file. */
const putBackMostMs = 300
/** A child that was killed and is not gone by then hangs in a call of the system, as on a disk that does not answer: no signal ends that. */
const endMostMs = 60_000
/** How much of what a child printed is kept for the report of its end. */
const lastWordsChars = 2000

type Listener = (message: WorkerMessage) => void

/** One forked worker and the one task it may have. It is gone only when the system says so; until then its files may still change. */
export class CodecProcess {
  readonly pid: number | undefined
  /** With the pid names this process for good; null where the system does not tell. */
  readonly startTime: string | null
  /** Resolves once no instruction of it can run any more; never rejects. */
  readonly gone: Promise<Exit>
  /** As `gone`, and also once it was killed a minute ago and is not waited for any more: then it does nothing but end one call of the system. */
  readonly over: Promise<Exit>
  /** Resolves when it takes tasks. Rejects, once it is over, with `too-many-open` or `bug`, a `DeadlineError` where it took too long, or the reason it was killed for. */
  readonly ready: Promise<void>
  readonly #child: ChildProcess
  readonly #clock: Clock
  readonly #startLimitMs: number
  readonly #programs = new ChildPrograms()
  readonly #left = Promise.withResolvers<Exit>()
  #lastWords = ''
  #tasks = 0
  #usage: Usage = { residentBytes: 0, workedMs: 0 }
  #exited = false
  /** Why it is being killed; what it still says is not listened to. */
  #verdict: { reason: unknown } | undefined
  #listener: Listener = () => {}
  #answered = Promise.withResolvers<undefined>()

  constructor(child: ChildProcess, clock: Clock, startLimitMs = usualStartMs) {
    this.#child = child
    this.#clock = clock
    this.#startLimitMs = startLimitMs
    this.pid = child.pid
    this.startTime = child.pid ? startTimeOf(child.pid) : null
    this.gone = exitOf(child)
    this.over = Promise.race([this.gone, this.#left.promise])
    child.on('message', (message: WorkerMessage) => {
      if ('usage' in message) this.#usage = message.usage
      this.#listener(message)
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsChars)
    })
    void this.gone.then(() => this.#bury())
    this.ready = this.#started()
    this.ready.catch(() => {})
  }

  /** How many tasks it has been given. */
  get tasks(): number {
    return this.#tasks
  }

  /** As of the end of its last task. */
  get usage(): Usage {
    return this.#usage
  }

  /** Whether it may be given another task. */
  get isSound(): boolean {
    return !this.#exited && this.#verdict === undefined
  }

  /** Runs one task, as soon as it is ready; the child takes no second one meanwhile. */
  async run(message: LaneMessage, options: TaskOptions): Promise<TaskReply> {
    const { signal, stallMs } = options
    signal.throwIfAborted()
    const subject = subjectOf(message.task)
    this.#tasks += 1
    using _aborted = onAbort(signal, () => void this.kill(signal.reason))
    await this.ready
    const workedBeforeMs = this.#workedBeforeMs
    using stall = new StallTimer({ stallMs, clock: this.#clock, workedBeforeMs, workedMs: () => this.#workedMs() })
    using _stalled = onAbort(stall.signal, () => void this.kill(new Fault('no-progress', { subject })))
    return await Promise.race([this.#answer(message, { stall, options }), this.#end(subject)])
  }

  /**
   * Ends it, whatever it does, and resolves when it is gone; what it was asked for rejects with `reason` then. One that the system cannot end within a
   * minute is left, and holds up neither this nor the end of the program, which waits for no child.
   */
  async kill(reason: unknown): Promise<void> {
    this.#verdict ??= { reason }
    // What it has just started may not be told of any more.
    if (this.pid && !this.#exited) for (const program of childrenOf(this.pid)) this.#programs.add(program)
    // While it lives its number is its own, and Windows knows what it has started.
    if (this.pid && this.#programs.areAny && !this.#exited) await endTreeOnWindows(this.pid)
    await this.#endPrograms()
    this.#child.kill('SIGKILL')
    using _limit = this.#clock.after(endMostMs, () => this.#leave())
    await this.over
  }

  #leave(): void {
    this.#child.unref()
    this.#child.channel?.unref()
    for (const pipe of this.#child.stdio) if (pipe && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
    this.#left.resolve({ code: null, signal: null })
  }

  /** Ahead of the child itself, which has a moment to give back the file of the person that its program had. */
  async #endPrograms(): Promise<void> {
    if (!this.#programs.areAny || this.#exited) return
    this.#programs.end()
    const { promise: late, resolve } = Promise.withResolvers<undefined>()
    using _limit = this.#clock.after(putBackMostMs, () => resolve(undefined))
    await Promise.race([this.#answered.promise, this.gone, late])
  }

  #answer(message: LaneMessage, { stall, options }: { stall: StallTimer; options: TaskOptions }) {
    const { promise, resolve, reject } = Promise.withResolvers<TaskReply>()
    this.#answered = Promise.withResolvers<undefined>()
    this.#listener = (said) => {
      if (said.type === 'ready' || said.id !== message.id) return
      if (said.type === 'spawned') this.#programs.add(said.pid)
      if (said.type === 'done' || said.type === 'fault') this.#programsEnded()
      if (this.#verdict) return
      stall.kick()
      if (said.type === 'progress') options.onProgress({ step: said.step, fraction: said.fraction })
      else if (said.type === 'done') resolve(said.reply)
      else if (said.type === 'fault') reject(Fault.fromWire(said.fault))
    }
    // When it cannot be sent the child has gone, which is heard by itself.
    this.#child.send(message, () => {})
    return promise
  }

  /** A task ends with its programs; their numbers may be given to others from then on. */
  #programsEnded(): void {
    this.#programs.forget()
    this.#answered.resolve(undefined)
  }

  async #end(subject: string): Promise<never> {
    const exit = await this.over
    throw this.#verdict ? this.#verdict.reason : exitFault(exit, { subject, lastWords: this.#lastWords })
  }

  async #started(): Promise<void> {
    const { promise: ready, resolve } = Promise.withResolvers<undefined>()
    this.#listener = ({ type }) => type === 'ready' && resolve(undefined)
    const late = new DeadlineError({ what: 'The start of a worker process', timeoutMs: this.#startLimitMs })
    using _limit = this.#clock.after(this.#startLimitMs, () => void this.kill(late))
    const exit = await Promise.race([ready, this.over])
    if (exit) throw this.#verdict ? this.#verdict.reason : startFault(exit, this.#lastWords)
  }

  /** It has rested since its last task; where nobody can ask again, that says nothing. */
  get #workedBeforeMs(): number | undefined {
    return this.startTime === null ? undefined : this.#usage.workedMs
  }

  /** Of it and the programs it has started. */
  #workedMs(): number | null {
    const ownMs = workedMsOf(this.pid ?? 0)
    return ownMs === null ? null : ownMs + this.#programs.workedMs()
  }

  #bury(): void {
    this.#exited = true
    this.#programs.bury()
  }
}

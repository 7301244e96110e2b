import { type ChildProcess, fork } from 'node:child_process'
import { Fault } from '../../../contract/fault.ts'
import { type ReplyTo, subjectOf, type Task, type TaskReply } from '../../../contract/task.ts'
import { onAbort } from '../../async/abort-listener.ts'
import type { Clock } from '../../async/clock.ts'
import { DeadlineError } from '../../async/deadline.ts'
import { nodeProgram } from '../../node-program.ts'
import { codecEnvironment } from './codec-environment.ts'
import { CodecProcess } from './codec-process.ts'
import { startFault } from './exit-fault.ts'
import type { TaskLane, TaskOptions } from './task-lanes.ts'

/** An idle child costs about 60 MB and a new one a tenth of a second. */
const usualIdleMs = 10_000
/** Codecs leak and memory fragments. */
const usualRecycling = { afterTasks: 500, aboveBytes: 768 * 2 ** 20 }
/** The heap is left to the memory limit of the task, whose watcher can say what happened. */
const execArgv = ['--max-old-space-size=65536']

/** Signals a terminal sends to everything in it; until a child is ready, it does not ignore them yet. */
const terminalSignals: unknown[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
const mostStarts = 3

/** What names one process for good, for the journal. */
export interface ProcessMark {
  pid: number
  /** Null where the system does not tell. */
  startTime: string | null
}

export interface ProcessLaneOptions {
  /** Module the children run; it calls `serveProcess`. */
  entry: URL
  /** Most children that work at a time. */
  size: number
  clock: Clock
  /** The Node that runs them; the usual one if left out. */
  execPath?: string
  /** A child is replaced after so many tasks, or when it holds so much memory while it has none. */
  recycle?: { afterTasks: number; aboveBytes: number }
  /** How long a child may take to be ready. */
  startLimitMs?: number
  /** How long an idle child is kept. */
  idleMs?: number
  /** Hear of every child as it is started, before it has a task, and when it is gone. */
  onSpawn?: (mark: ProcessMark) => void
  onExit?: (mark: ProcessMark) => void
}

/**
 * Runs tasks in child processes, one at a time in each: a crash, a stall or too much memory costs one file, and cancel is a kill. Children
 * start on demand and go when idle. Disposing kills them all and waits until they are gone; running tasks then reject with an `AbortError`.
 * No wait for a killed child is longer than a minute: one that the system cannot end is left, and stays among `pids` until it is gone.
 * Raises `worker-crashed`, `worker-memory`, `no-progress`, `too-many-open`, `worker-late`, and what the worker raises. Results of a task that was rejected
 * may be there, whole or in part. The caller's permits bound how many run at a time: one more than `size` is a bug.
 */
export class ProcessLane implements TaskLane, AsyncDisposable {
  readonly #options: ProcessLaneOptions
  readonly #live = new Set<CodecProcess>()
  /** Newest last, and taken from there, so that the others get old enough to go. */
  readonly #idle = new Map<CodecProcess, Disposable>()
  #busy = 0
  #lastId = 0
  #closed = false

  constructor(options: ProcessLaneOptions) {
    this.#options = options
  }

  /** The children alive now. */
  pids(): ProcessMark[] {
    return [...this.#live].map(markOf)
  }

  /** Starts children until `count` are there, ahead of the first tasks of a family; does not wait for them. Raises what `run` would. */
  prestart(count: number, family: string): void {
    const wanted = this.#closed ? 0 : Math.min(count, this.#options.size)
    while (this.#idle.size + this.#busy < wanted) this.#rest(this.#spawn(family))
  }

  async run<T extends Task>(task: T, options: TaskOptions): Promise<ReplyTo<T>> {
    options.signal.throwIfAborted()
    if (this.#closed || this.#busy >= this.#options.size) {
      const why = this.#closed ? 'The lane is closed.' : 'All processes are taken.'
      throw new Fault('bug', { subject: subjectOf(task), why })
    }
    this.#busy += 1
    try {
      return (await this.#runInChild(task, options)) as ReplyTo<T>
    } finally {
      this.#busy -= 1
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
    const reason = new DOMException('The lane was closed.', 'AbortError')
    await Promise.all([...this.#live].map((child) => child.kill(reason)))
  }

  async #runInChild(task: Task, options: TaskOptions): Promise<TaskReply> {
    const child = await this.#readyChild(task, options.signal)
    try {
      return await child.run({ id: ++this.#lastId, task, memoryBytes: options.memoryBytes }, options)
    } catch (error) {
      // It may lack a part of itself from now on.
      if (error instanceof Fault && error.code === 'too-many-open') void child.kill(error)
      throw error
    } finally {
      this.#putBack(child, options.memoryBytes)
    }
  }

  /** Rejects with the signal's reason once a child it was waiting for is gone. */
  async #readyChild(task: Task, signal: AbortSignal): Promise<CodecProcess> {
    for (let starts = 1; ; starts += 1) {
      const child = this.#takeIdle() ?? this.#spawn('')
      using _aborted = onAbort(signal, () => void child.kill(signal.reason))
      try {
        await child.ready
        return child
      } catch (error) {
        if (error instanceof DeadlineError) throw new Fault('worker-late', { subject: subjectOf(task), cause: error })
        const { signal: endedBy } = await child.over
        if (signal.aborted || starts === mostStarts || !terminalSignals.includes(endedBy)) throw error
      }
    }
  }

  #takeIdle(): CodecProcess | undefined {
    const child = [...this.#idle.keys()].at(-1)
    if (child) this.#leaveIdle(child)
    return child
  }

  #leaveIdle(child: CodecProcess): void {
    this.#idle.get(child)?.[Symbol.dispose]()
    this.#idle.delete(child)
  }

  #putBack(child: CodecProcess, memoryBytes: number): void {
    if (!child.isSound) return
    const { afterTasks, aboveBytes } = this.#options.recycle ?? usualRecycling
    // What it holds on to counts towards the limit of its next task.
    const mostBytes = Math.min(aboveBytes, memoryBytes / 2)
    const worn = child.tasks >= afterTasks || child.usage.residentBytes > mostBytes
    if (this.#closed || worn) void child.kill(undefined)
    else this.#rest(child)
  }

  #rest(child: CodecProcess): void {
    this.#idle.set(
      child,
      this.#options.clock.after(this.#options.idleMs ?? usualIdleMs, () => {
        this.#leaveIdle(child)
        void child.kill(undefined)
      }),
    )
  }

  /** `family` is loaded at once; none when empty. */
  #spawn(family: string): CodecProcess {
    const child = new CodecProcess(this.#fork(family), this.#options.clock, this.#options.startLimitMs)
    if (child.pid === undefined) return child
    this.#live.add(child)
    this.#options.onSpawn?.(markOf(child))
    void this.#bury(child)
    return child
  }

  async #bury(child: CodecProcess): Promise<void> {
    await child.gone
    this.#live.delete(child)
    this.#leaveIdle(child)
    this.#options.onExit?.(markOf(child))
  }

  #fork(family: string): ChildProcess {
    const { entry, execPath = nodeProgram() } = this.#options
    const env = codecEnvironment(process.env)
    try {
      return fork(entry, [family], { execPath, execArgv, env, stdio: childStdio(), windowsHide: true })
    } catch (error) {
      throw startFault({ code: null, signal: null, error: error as Error }, '')
    }
  }
}

/** Where a process cannot end by a signal that says why, one more pipe does (`overMemoryDescriptor`). */
function childStdio(): ('ignore' | 'pipe' | 'ipc')[] {
  const usual = ['ignore', 'ignore', 'pipe', 'ipc'] as const
  return process.platform === 'win32' ? [...usual, 'pipe'] : [...usual]
}

function markOf({ pid = 0, startTime }: CodecProcess): ProcessMark {
  return { pid, startTime }
}

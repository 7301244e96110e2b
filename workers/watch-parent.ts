import { Worker } from 'node:worker_threads'
import { lacksPart } from './errno-fault.ts'
import { overMemoryDescriptor, overMemorySignal } from '../contract/task.ts'

export interface ParentWatch {
  /** The resident memory at which this process ends itself from now on. */
  limitMemory(bytes: number): void
  /**
   * Settles as `work` does, or rejects before, with what Node says, where the thread of `watchFromOutside` could not begin for want of files, threads or
   * memory. One piece of work at a time; nothing of it is kept once the next is guarded.
   */
  guard<T>(work: Promise<T>): Promise<T>
}

const pollMs = 100
/** So many polls without a parent: a child that can, ends by itself before, having put back what a program had taken away. */
const mostPolls = 5

/** Starts the thread that `watchFromOutside` promises; there is nothing to start where no parent is watched. */
let startOutside = () => {}

/**
 * Ends this process by SIGKILL soon after its parent is gone, and by `overMemorySignal`, or what Windows has instead, when it holds more memory than
 * allowed. That is looked for from where JavaScript runs, so whatever may hold that up calls `watchFromOutside` before. One per process, and it never
 * ends by itself.
 */
export function watchParent(): ParentWatch {
  const limit = new Int32Array(new SharedArrayBuffer(4))
  const data: WatchData = {
    parent: process.ppid,
    limit,
    everyMs: pollMs,
    orphanPolls: mostPolls,
    signal: overMemorySignal,
    descriptor: overMemoryDescriptor,
    windows: process.platform === 'win32',
  }
  watch(data)
  let failure: { error: unknown } | undefined
  let tell: (error: unknown) => void = () => {}
  const fail = (error: unknown): void => {
    failure = { error }
    tell(error)
  }
  startOutside = () => {
    startOutside = () => {}
    startThread(data, fail)
  }
  return {
    guard: (work) =>
      new Promise((resolve, reject) => {
        tell = reject
        if (failure) reject(failure.error)
        work.then(resolve, reject)
      }),
    limitMemory: (bytes) => void Atomics.store(limit, 0, Math.ceil(bytes / 2 ** 20)),
  }
}

/**
 * From now on a thread of its own watches as well: one that works while JavaScript, or a codec that runs in its place, never comes back. Such a thread
 * costs a fifth of what a child takes to start, and codecs that have threads of their own do without. Nobody works on without it: what keeps it from
 * beginning is told to the work that is guarded, and this process ends where it breaks.
 */
export function watchFromOutside(): void {
  startOutside()
}

function startThread(workerData: WatchData, onFailure: (error: unknown) => void): void {
  // As text: a second thread that strips types from a file would cost more than the rest of the start.
  const text = `(${watch.toString()})(process.getBuiltinModule('node:worker_threads').workerData)`
  try {
    const thread = new Worker(text, { eval: true, workerData, execArgv: [], stderr: false })
    thread.on('error', failed)
    thread.unref()
  } catch (error) {
    failed(error)
  }
  function failed(error: unknown): void {
    if (lacksPart(error)) onFailure(error)
    else process.kill(process.pid, 'SIGKILL')
  }
}

interface WatchData {
  parent: number
  /** MiB; 0 is none. */
  limit: Int32Array
  everyMs: number
  orphanPolls: number
  /** Of too much memory. */
  signal: NodeJS.Signals
  /** Tells of it where there is no such signal. */
  descriptor: number
  windows: boolean
}

/** Runs by its source text as well, so it uses nothing from around it. */
function watch({ parent, limit, everyMs, orphanPolls, signal, descriptor, windows }: WatchData): void {
  const orphaned = (): boolean => {
    if (!windows) return process.ppid !== parent
    try {
      return !process.kill(parent, 0)
    } catch {
      return true
    }
  }
  const isOverMemory = (): boolean => {
    const limitMiB = Atomics.load(limit, 0)
    try {
      return limitMiB > 0 && process.memoryUsage.rss() > limitMiB * 2 ** 20
    } catch {
      // While too many files are open the system does not tell; the next poll asks again.
      return false
    }
  }
  const endOverMemory = (): void => {
    try {
      if (windows) process.getBuiltinModule('node:fs').writeSync(descriptor, '.')
    } catch {
      // Nobody is left to be told.
    }
    process.kill(process.pid, windows ? 'SIGKILL' : signal)
  }
  let polls = 0
  const poll = (): void => {
    polls = orphaned() ? polls + 1 : 0
    if (polls >= orphanPolls) process.kill(process.pid, 'SIGKILL')
    if (isOverMemory()) endOverMemory()
  }
  setInterval(poll, everyMs)
}

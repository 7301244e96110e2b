import { Worker } from 'node:worker_threads'
import { lacksPart } from './errno-fault.ts'
import { overMemoryDescriptor, overMemorySignal } from '../contract/task.ts'

export interface ParentWatch {
  /** The resident memory at which this process ends itself from now on. */
  limitMemory(bytes: number): void
  /** Rejects, with what Node says, where the thread of `watchFromOutside` could not begin for want of files, threads or memory; never resolves. */
  readonly failure: Promise<never>
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
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  startOutside = () => {
    startOutside = () => {}
    startThread(data, failure.reject)
  }
  return {
    failure: failure.promise,
    limitMemory: (bytes) => void Atomics.store(limit, 0, Math.ceil(bytes / 2 ** 20)),
  }
}

/**
 * From now on a thread of its own watches as well: one that works while JavaScript, or a codec that runs in its place, never comes back. Such a thread
 * costs a fifth of what a child takes to start, and codecs that have threads of their own do without. Nobody works on without it: what keeps it from
 * beginning is told as `failure`, and this process ends where it breaks.
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

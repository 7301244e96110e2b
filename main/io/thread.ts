import { parentPort, workerData } from 'node:worker_threads'
import { begin, type BegunWord } from './begun.ts'
import { ioFault } from './errno.ts'
import { type Operations, operations } from './operations.ts'

/**
 * One call. Its words travel as JSON text: for the many small objects of a group that takes a third of what structured cloning takes,
 * and the main thread is the one that pays. A lone surrogate of a name survives it as an escape.
 */
export interface IoMessage {
  /** JSON of id, operation and input; the answer comes back the same way. */
  text: string
  stop: Int32Array<SharedArrayBuffer> | undefined
  /** Only this thread can do it. */
  isPinned: boolean
}

interface Call {
  id: number
  operation: keyof Operations
  input: never
}

/** One io thread: calls begin in turn and run synchronously, but for flushes, during which the next one begins; main decides what may overlap. */
parentPort?.on('message', ({ text, stop, isPinned }: IoMessage) => {
  const { id, operation, input } = JSON.parse(text) as Call
  if (!isPinned && !begin(workerData as BegunWord, id)) return
  void answer({ id, operation, input }, stop).then((reply) => parentPort?.postMessage(JSON.stringify(reply)))
})

async function answer({ id, operation, input }: Call, stop: Int32Array | undefined) {
  try {
    const run = operations[operation] as (input: never, stop?: Int32Array) => unknown
    return { id, ok: true, value: await run(input, stop) }
  } catch (error) {
    return { id, ok: false, fault: ioFault(error, subjectOf(error) ?? operation).toWire() }
  }
}

/** The path that the failed system call was about, where Node tells it. */
function subjectOf(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined
}

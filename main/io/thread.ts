import { parentPort } from 'node:worker_threads'
import { ioFault } from './errno.ts'
import { operations } from './operations.ts'

interface Call {
  id: number
  operation: keyof typeof operations
  input: never
}

/** One io thread: calls are carried out in turn, synchronously; main decides what may run at the same time. */
parentPort?.on('message', ({ id, operation, input }: Call) => {
  try {
    parentPort?.postMessage({ id, ok: true, value: operations[operation](input) })
  } catch (error) {
    parentPort?.postMessage({ id, ok: false, fault: ioFault(error, operation).toWire() })
  }
})

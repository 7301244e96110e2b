import type { ChildProcess } from 'node:child_process'
import { overMemoryDescriptor } from '../../../contract/task.ts'
import type { Exit } from './exit-fault.ts'

/** How a child has ended, as soon as no instruction of it can run any more; never rejects. To be asked for before anything can be heard of the child. */
export function exitOf(child: ChildProcess): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>()
  const overMemory = saysOverMemory(child)
  child.on('exit', (code, signal) => {
    void overMemory.then((isOverMemory) => resolve({ code, signal, isOverMemory }))
  })
  child.on('error', (error) => child.pid ?? resolve({ code: null, signal: null, error }))
  return promise
}

/** Whether it does, once it has ended: what is written to a pipe may be heard later than that. */
async function saysOverMemory(child: ChildProcess): Promise<boolean> {
  // One that was not started has none.
  const pipe = child.pid === undefined ? null : child.stdio[overMemoryDescriptor]
  if (!pipe) return false
  const { promise, resolve } = Promise.withResolvers<boolean>()
  pipe.on('data', () => resolve(true))
  pipe.on('close', () => resolve(false))
  pipe.on('error', () => resolve(false))
  return await promise
}

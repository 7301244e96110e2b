import { constants } from 'node:os'
import { errnoFaults, errnoIn, errnoReasons, isLack } from '../contract/errno-faults.ts'
import { Fault } from '../contract/fault.ts'

/** A failed system call on `path` as a fault; anything that is not a known errno is a bug with its cause kept. */
export function errnoFault(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const errno = errnoIn(error, constants.errno)
  const code = errnoFaults[errno]
  return code
    ? new Fault(code, { subject: path, why: errnoReasons[errno] ?? `The system says ${errno}.`, cause: error })
    : Fault.from(error, path)
}

/**
 * Whether a part of this program could not be loaded for want of what others may give back. Node remembers that for good: whoever missed it has to make
 * way for another.
 */
export function lacksPart(error: unknown): boolean {
  return !(error instanceof Fault) && isLack(errnoIn(error, constants.errno))
}

/** Throws on what keeps a file from being looked into and passes, such as too many open files: of whatever else the file tells nothing, and that is an answer. */
export function unlessPassing(error: unknown, path: string): void {
  if (lacksPart(error)) throw error
  const fault = errnoFault(error, path)
  if (fault.blame === 'transient' || fault.blame === 'environment') throw fault
}

/** Calls the system and waits where it is, with a failed call made a fault about `path`. */
export function callingSystem<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw errnoFault(error, path)
  }
}

import { Fault, type FaultCode } from '../../contract/fault.ts'
import type { IoLane } from './lanes/io.ts'

/** SHA-256 of a file, or null when there is none: nothing at all, or a folder. */
export function hashOrNull(io: IoLane, path: string): Promise<string | null> {
  return orNull(() => io.call('hash', path))
}

/** The same, however the file is hashed. */
export async function orNull(hash: () => Promise<string>): Promise<string | null> {
  try {
    return await hash()
  } catch (error) {
    if (error instanceof Fault && (error.code === 'file-missing' || error.code === 'file-special')) return null
    throw error
  }
}

/** As `hashOrNull` where content is to prove something: null also for a file that nobody can read, which proves nothing. Whoever goes on with it tells why. */
export async function contentOrNull(io: IoLane, path: string): Promise<string | null> {
  try {
    return await hashOrNull(io, path)
  } catch (error) {
    if (isOfOneFile(error)) return null
    throw error
  }
}

const codesOfOneFile: ReadonlySet<FaultCode> = new Set<FaultCode>(['not-permitted', 'io-error', 'file-busy'])

/** Whether a fault is about the very file, and says nothing of others on its disk. */
export function isOfOneFile(error: unknown): error is Fault {
  return error instanceof Fault && codesOfOneFile.has(error.code)
}

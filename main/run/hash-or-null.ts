import { Fault } from '../../contract/fault.ts'
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

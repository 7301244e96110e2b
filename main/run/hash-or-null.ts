import { Fault } from '../../contract/fault.ts'
import type { IoLane } from './lanes/io.ts'

/** SHA-256 of a file, or null when there is none: nothing at all, or a folder. */
export async function hashOrNull(io: IoLane, path: string): Promise<string | null> {
  try {
    return await io.call('hash', path)
  } catch (error) {
    if (error instanceof Fault && (error.code === 'file-missing' || error.code === 'file-special')) return null
    throw error
  }
}

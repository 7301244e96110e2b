import { statSync } from 'node:fs'
import { ioFault } from '../errno.ts'
import { toFs } from '../paths.ts'

const nineBits = 0o777

/** Who may read, write and run each and all of these files. Faults: what the system says, about the first that cannot be looked at. */
export function grantedBy(paths: readonly string[]): number {
  return paths.reduce((granted, path) => granted & modeOf(path), nineBits)
}

function modeOf(path: string): number {
  try {
    return statSync(toFs(path)).mode
  } catch (error) {
    throw ioFault(error, path)
  }
}

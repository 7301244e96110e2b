import { constants, openSync } from 'node:fs'
import { encodePath } from '../contract/path-text.ts'

/** Without waiting where a pipe has taken the file's place. Whoever calls closes the descriptor; throws what the system says. */
export function openForReading(path: string): number {
  return openSync(diskPath(path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
}

/** As the system takes it: bytes where a name is not Unicode. Windows knows no such names. */
export function diskPath(path: string): string | Buffer {
  return path.isWellFormed() || process.platform === 'win32' ? path : Buffer.from(encodePath(path))
}

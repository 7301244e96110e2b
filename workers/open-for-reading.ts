import { constants, openSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { encodePath } from '../contract/path-text.ts'

/** Without waiting where a pipe has taken the file's place. Whoever calls closes the descriptor; throws what the system says. */
export function openForReading(path: string): number {
  return openSync(diskPath(path), withoutWaiting)
}

const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** A regular file; undefined for what is none, which is never waited for. Throws what the system says. */
export async function openRegular(path: string): Promise<FileHandle | undefined> {
  const place = diskPath(path)
  // Looked at first: whoever writes into a pipe would take us for its reader.
  if (!(await stat(place)).isFile()) return undefined
  const file = await open(place, withoutWaiting)
  if ((await file.stat()).isFile()) return file
  await file.close()
  return undefined
}

/** As the system takes it: bytes where a name is not Unicode. Windows knows no such names. */
export function diskPath(path: string): string | Buffer {
  return path.isWellFormed() || process.platform === 'win32' ? path : Buffer.from(encodePath(path))
}

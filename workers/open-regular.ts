import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { diskPath } from './open-for-reading.ts'

/** A regular file, for reading; undefined for what is none. Never waits for whoever is to write into a pipe. Throws what the system says. */
export async function openRegular(path: string): Promise<FileHandle | undefined> {
  const place = diskPath(path)
  // Looked at first: whoever writes into a pipe would take us for its reader.
  if (!(await stat(place)).isFile()) return undefined
  const file = await open(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  if ((await file.stat()).isFile()) return file
  await file.close()
  return undefined
}

import { open } from 'node:fs/promises'
import { withErrno } from './errno-fault.ts'
import { diskPath } from './source-file.ts'

/**
 * Writes a file that is not there yet and returns its size; never replaces one. Raises `disk-full`, `read-only`, `not-permitted`;
 * what is left behind then, or when the worker is killed, is for whoever gave out the name to remove.
 */
export async function writeNew(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  await using handle = await withErrno(path, () => open(diskPath(path), 'wx'))
  let sizeBytes = 0
  for await (const chunk of chunks) {
    await withErrno(path, () => handle.writeFile(chunk))
    sizeBytes += chunk.length
  }
  return sizeBytes
}

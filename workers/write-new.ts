import { closeSync, openSync, writeSync } from 'node:fs'
import { callingSystem } from './errno-fault.ts'
import { diskPath } from './open-for-reading.ts'

/** Whether others may see a result is known when it is taken over: until then it may be of a file that nobody else may see. */
const ownersOwn = 0o600

/**
 * Writes a file that is not there yet and returns its size; never replaces one. Raises `disk-full`, `read-only`, `not-permitted`;
 * what is left behind then, or when the worker is killed, is for whoever gave out the name to remove. Each write waits where it is: a worker
 * has nothing else to do, and thousands of small files are done several times sooner so.
 */
export async function writeNew(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const descriptor = openNew(path)
  try {
    let sizeBytes = 0
    for await (const chunk of chunks) {
      writeAll(descriptor, chunk, path)
      sizeBytes += chunk.length
    }
    return sizeBytes
  } finally {
    closeSync(descriptor)
  }
}

/** The same of content that is there already. */
export function writeNewWhole(path: string, content: Uint8Array): number {
  const descriptor = openNew(path)
  try {
    writeAll(descriptor, content, path)
    return content.length
  } finally {
    closeSync(descriptor)
  }
}

function openNew(path: string): number {
  return callingSystem(path, () => openSync(diskPath(path), 'wx', ownersOwn))
}

function writeAll(descriptor: number, chunk: Uint8Array, path: string): void {
  for (let done = 0; done < chunk.length; ) {
    done += callingSystem(path, () => writeSync(descriptor, chunk, done))
  }
}

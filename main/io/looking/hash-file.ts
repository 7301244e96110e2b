import { createHash, hash } from 'node:crypto'
import * as fs from 'node:fs'
import { ioFault } from '../errno.ts'
import { toFs } from '../paths.ts'

const buffer = Buffer.allocUnsafe(1 << 20)
/** Opening a pipe would wait for somebody who writes. */
export const withoutWaiting = fs.constants.O_NONBLOCK ?? 0

/** SHA-256 of a file as it is now, lower-case hex. Faults: those of the disk, `file-special` for a folder. */
export function hashFile(path: string): string {
  try {
    const descriptor = fs.openSync(toFs(path), fs.constants.O_RDONLY | withoutWaiting)
    try {
      return hashDescriptor(descriptor)
    } finally {
      fs.closeSync(descriptor)
    }
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** SHA-256 of all that an open file holds, lower-case hex. Errors are those of the disk. */
export function hashDescriptor(descriptor: number): string {
  const first = fillBuffer(descriptor, 0)
  // What is there whole is hashed in one call, which for small files takes half the time.
  if (first < buffer.length) return hash('sha256', buffer.subarray(0, first))
  const hasher = createHash('sha256').update(buffer)
  for (let at = first, count = first; count === buffer.length; at += count) {
    count = fillBuffer(descriptor, at)
    hasher.update(buffer.subarray(0, count))
  }
  return hasher.digest('hex')
}

/** Reads what the buffer holds, and less only at the end of the file. */
function fillBuffer(descriptor: number, from: number): number {
  for (let count = 0; ; ) {
    const length = fs.readSync(descriptor, buffer, count, buffer.length - count, from + count)
    count += length
    if (length === 0 || count === buffer.length) return count
  }
}

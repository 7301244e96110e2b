import type { Read } from './zip-directory.ts'

/** Larger parts are read by themselves. */
const windowBytes = 2 ** 18

/**
 * The same bytes, read in longer parts: of small entries, which follow each other, many come with one call of the system. What is handed out is
 * never written to again.
 */
export function readAhead(read: Read): Read {
  let ahead: { at: number; bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) }
  return async (at, length) => {
    if (length > windowBytes) return read(at, length)
    const isThere = at >= ahead.at && at + length <= ahead.at + ahead.bytes.length
    if (!isThere) ahead = { at, bytes: await read(at, windowBytes) }
    return ahead.bytes.subarray(at - ahead.at, at - ahead.at + length)
  }
}

import type { Lend, Read } from './zip-directory.ts'

/** Larger parts are read by themselves. */
const windowBytes = 2 ** 18

interface Window {
  at: number
  bytes: Buffer
}

const nothing = { at: 0, bytes: Buffer.alloc(0) }

/**
 * The same bytes, read in longer parts: of small entries, which follow each other, many come with one call of the system. What is handed out is
 * never written to again.
 */
export function readAhead(read: Read): Read {
  let ahead: Window = nothing
  return async (at, length) => {
    if (length > windowBytes) return read(at, length)
    if (!isIn(ahead, at, length)) ahead = { at, bytes: await read(at, windowBytes) }
    return part(ahead, at, length)
  }
}

/**
 * As `readAhead`, for those that keep nothing of it: two pieces of memory take turns. A new one for each reading took a twentieth of the time in which ten
 * thousand files are unpacked.
 */
export function lendAhead(read: Read): Lend {
  let ahead: Window & { room?: Buffer } = nothing
  let spare: Buffer | undefined
  return async (at, length, use) => {
    if (length > windowBytes) return use(await read(at, length))
    if (isIn(ahead, at, length)) return use(part(ahead, at, length))
    const room = spare ?? Buffer.allocUnsafeSlow(windowBytes)
    // While it is filled nobody else has it; what was there before is used by nobody any more once it has been.
    spare = undefined
    const bytes = await read(at, windowBytes, room)
    spare = ahead.room
    ahead = { at, bytes, room }
    return use(part(ahead, at, length))
  }
}

function isIn({ at: from, bytes }: Window, at: number, length: number): boolean {
  return at >= from && at + length <= from + bytes.length
}

function part({ at: from, bytes }: Window, at: number, length: number): Buffer {
  return bytes.subarray(at - from, at - from + length)
}

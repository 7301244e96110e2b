import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { toFs } from '../paths.ts'

/** `open` of macOS: not while somebody else holds a lock, and without waiting for that (sys/fcntl.h). */
const exclusiveLock = 0x20
const withoutWaiting = 0x04

/**
 * Whether another program is writing to a file, where the system tells: Windows refuses a second writer, macOS honours locks. Linux tells nothing,
 * so there it is always false. Nothing is written.
 */
export function isInUse(path: string): boolean {
  const flags =
    process.platform === 'win32' ? 'r+' : process.platform === 'darwin' ? exclusiveLock | withoutWaiting : null
  if (flags === null) return false
  try {
    fs.closeSync(fs.openSync(toFs(path), flags))
    return false
  } catch (error) {
    return errnoOf(error) === 'EBUSY' || errnoOf(error) === 'EAGAIN' || errnoOf(error) === 'EWOULDBLOCK'
  }
}

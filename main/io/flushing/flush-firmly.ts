import type { Fault } from '../../../contract/fault.ts'
import { ioFault } from '../errno.ts'
import { flushFolder } from './flush.ts'

const triesMost = 3
/** Long enough for the other threads to close what they have open; a thread that flushes waits longer for a disk. */
const pauseMs = 20
const never = new Int32Array(new SharedArrayBuffer(4))

/** Puts a folder's names on the disk, with more than one try: whatever came into it is taken back otherwise. Answers with why it could not. */
export function flushFirmly(folder: string): Fault | null {
  let fault: Fault | null = null
  for (let tries = 0; tries < triesMost; tries++) {
    if (fault?.code === 'too-many-open') Atomics.wait(never, 0, 0, pauseMs)
    try {
      flushFolder(folder)
      return null
    } catch (error) {
      fault = ioFault(error, folder)
    }
  }
  return fault
}

import { ioFault } from './errno.ts'
import { flushFile } from './flush.ts'
import type { Outcome } from './outcome.ts'
import { dispose } from './remove.ts'

/** Flushes finished attempts in turn: the file system writes them together, the first flush carries most of the others. */
export function flushAll(paths: string[]): Outcome<null>[] {
  return paths.map((path) => {
    try {
      flushFile(path)
      return { ok: true, value: null }
    } catch (error) {
      dispose(path)
      return { ok: false, fault: ioFault(error, path).toWire() }
    }
  })
}

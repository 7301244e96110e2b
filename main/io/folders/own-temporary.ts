import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ioFault } from '../errno.ts'

/** A new folder among the temporary ones that only this person may look into; disposing removes it with what is in it. Faults: those of the disk. */
export async function ownTemporary(): Promise<AsyncDisposable & { path: string }> {
  try {
    return await mkdtempDisposable(join(tmpdir(), 'millrace-'))
  } catch (error) {
    throw ioFault(error, tmpdir())
  }
}

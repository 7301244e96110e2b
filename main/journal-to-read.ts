import { type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../contract/fault.ts'
import { ioFault } from './io/errno.ts'
import { bringUpToDate } from './journal/opening/bring-up-to-date.ts'
import { openReadOnly } from './journal/opening/open-store.ts'
import type { Store } from './journal/store.ts'
import { checkStateFolder } from './settings/state-folder.ts'

/**
 * The journal of a state folder, to be read whether or not an engine has it; the caller closes it. Null where nothing has been run yet. That of an
 * earlier Millrace is brought up to date first. Faults: those of reading; of an earlier one also `state-unusable` where it cannot be written to, and those
 * of `bringUpToDate`.
 */
export function journalToRead(stateFolder: string): Store | null {
  const path = join(stateFolder, 'journal.db')
  if (!statsOf(path)) return null
  const store = openReadOnly(path)
  if (store !== 'earlier') return store
  checkStateFolder(stateFolder)
  bringUpToDate(stateFolder)
  return journalToRead(stateFolder)
}

/** @throws Fault `state-unusable` for a file; what is not there may become a folder */
export function requireFolder(folder: string): void {
  if (statsOf(folder)?.isDirectory() === false)
    throw new Fault('state-unusable', { subject: folder, why: 'It is not a folder.' })
}

/** A folder that may not be looked into is not one without runs. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw ioFault(error, path)
  }
}

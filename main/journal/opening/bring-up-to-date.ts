import { join } from 'node:path'
import { Fault } from '../../../contract/fault.ts'
import { takeLock } from './lock.ts'
import { migrateStore, openReadOnly } from './open-store.ts'

/** Longer than an engine that starts takes to bring a journal of ordinary size up to date. */
const startMs = 1_000

/**
 * Brings the journal of an earlier Millrace in a state folder up to date, as an engine does when it starts: with the lock, so never under the hands of
 * another process. Fault `contract-differs` while the earlier Millrace itself has the folder, and those of `takeLock` and `migrateStore`.
 */
export function bringUpToDate(folder: string): void {
  const path = join(folder, 'journal.db')
  using lock = lockOrNull(join(folder, 'lock.db'))
  if (lock) migrateStore(path)
  // Whoever has the lock may have done it meanwhile.
  else if (isEarlier(path)) throw new Fault('contract-differs', { subject: folder, why: untilThen })
}

const untilThen = 'Its journal is of an earlier version, and is brought up to date once that Millrace has ended.'

function lockOrNull(path: string): Disposable | null {
  try {
    return takeLock(path, { waitMs: startMs })
  } catch (error) {
    if (error instanceof Fault && error.code === 'state-busy') return null
    throw error
  }
}

function isEarlier(path: string): boolean {
  const opened = openReadOnly(path)
  if (opened === 'earlier') return true
  opened?.[Symbol.dispose]()
  return false
}

import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../../contract/fault.ts'
import { sqliteFault } from './sqlite-fault.ts'

/** Longer than another process looks whether somebody has it (`isTaken`). */
const glanceMs = 20

/**
 * Takes the state folder for this process: an exclusive transaction on `lock.db`, which the kernel ends with the process,
 * however it dies. Throws `state-busy` while another engine holds it, after `waitMs` in which nothing else goes on in this thread. Disposing gives it back.
 */
export function takeLock(path: string, { waitMs = glanceMs }: { waitMs?: number } = {}): Disposable {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: waitMs })
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    const held = database
    return { [Symbol.dispose]: () => held.isOpen && held.close() }
  } catch (error) {
    database?.close()
    const fault = sqliteFault(error, path)
    throw fault.code === 'state-busy' ? new Fault('state-busy', { subject: path, cause: error }) : fault
  }
}

/** Whether an engine has the state folder. One that cannot be asked may be there. */
export function isTaken(path: string): boolean {
  if (!existsSync(path)) return false
  try {
    using database = new DatabaseSync(path, { readOnly: true, timeout: 0 })
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch {
    return true
  }
}

import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../../contract/fault.ts'
import { sqliteFault } from './sqlite-fault.ts'

/**
 * Takes the state folder for this process: an exclusive transaction on `lock.db`, which the kernel ends with the process,
 * however it dies. Throws `state-busy` while another engine holds it. Disposing gives it back.
 */
export function takeLock(path: string): Disposable {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: 0 })
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    const held = database
    return { [Symbol.dispose]: () => held.isOpen && held.close() }
  } catch (error) {
    database?.close()
    const fault = sqliteFault(error, path)
    throw fault.code === 'state-busy' ? new Fault('state-busy', { subject: path, cause: error }) : fault
  }
}

import { accessSync, constants } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Fault, type FaultCode } from '../../../contract/fault.ts'

/** SQLite's primary result codes (sqlite.org/rescode.html) that have a meaning for a person. */
const codes: Record<number, FaultCode> = {
  5: 'state-busy', // SQLITE_BUSY
  6: 'state-busy', // SQLITE_LOCKED
  8: 'read-only', // SQLITE_READONLY
  10: 'io-error', // SQLITE_IOERR
  11: 'state-damaged', // SQLITE_CORRUPT
  13: 'disk-full', // SQLITE_FULL
  14: 'state-unusable', // SQLITE_CANTOPEN
  26: 'state-damaged', // SQLITE_NOTADB
}

/** SQLITE_IOERR_SHMSIZE: the file that its connections share could not be made larger, which is a full disk, whatever SQLite calls it. */
const noRoomToShare = 4874

/** SQLITE_BUSY, SQLITE_LOCKED and SQLITE_IOERR may be over in a moment; of anything else one more try tells. */
const passing = new Set([5, 6, 10])

/** How often in all it is worth to try what failed with this, and whether to wait in between: what is no error of SQLite fails again. */
export function triesWorth(error: unknown): { tries: number; waits: boolean } {
  const code = resultCode(error) & 0xff
  if (passing.has(code)) return { tries: 4, waits: true }
  return { tries: code === 0 ? 1 : 2, waits: false }
}

/** An error of SQLite as a fault about the database at `path`. */
export function sqliteFault(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const result = resultCode(error)
  const code = result === noRoomToShare ? 'disk-full' : codes[result & 0xff]
  if (!code) return Fault.from(error, path)
  if (isUnwritable(error) && isForbidden(path))
    return new Fault('state-unusable', { subject: dirname(path), why: forbidden(path), cause: error })
  return new Fault(code, {
    subject: path,
    why: error instanceof Error ? `SQLite says: ${error.message}.` : '',
    cause: error,
  })
}

const forbidden = (path: string): string =>
  `You may not write its file ${basename(path)}, which may be somebody else’s.`

/** A file that is there, in a folder where everything else may be done. */
function isForbidden(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}

/** Whether a database could not be opened, or not without writing: so SQLite says it of one in a folder that may only be read. */
export function isUnwritable(error: unknown): boolean {
  return [8, 14].includes(resultCode(error) & 0xff)
}

function resultCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : 0
  return typeof code === 'number' ? code : 0
}

import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Fault } from '../../../contract/fault.ts'
import { isUnwritable } from './sqlite-fault.ts'

/**
 * A connection to the journal at `path` that cannot write; the caller closes it. SQLite reads a journal with the help of files beside it, so where
 * none can be made it is read as one that nobody changes, which is so while no such file is there. Fault `state-unusable` where one was left.
 */
export function openToLook(path: string, { waitMs }: { waitMs: number }): DatabaseSync {
  try {
    return opened(path, waitMs)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    if (isLeftOpen(path)) throw unusable(path, leftOpen, error)
  }
  try {
    return opened(unchanging(path), waitMs)
  } catch (error) {
    throw isUnwritable(error) ? unusable(path, 'Its journal may not be read.', error) : error
  }
}

const leftOpen = 'Its journal was not closed, so that it can be read only where its folder can be written to.'

/** An engine that runs has both files, and a log is left behind by one that was ended. */
function isLeftOpen(path: string): boolean {
  return existsSync(`${path}-shm`) || (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** https://sqlite.org/uri.html */
function unchanging(path: string): URL {
  const url = pathToFileURL(path)
  url.searchParams.set('immutable', '1')
  return url
}

/** The file is looked at with the first question. */
function opened(path: string | URL, waitMs: number): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: waitMs })
  try {
    database.prepare('PRAGMA user_version').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function unusable(path: string, why: string, cause: unknown): Fault {
  return new Fault('state-unusable', { subject: dirname(path), why, cause })
}

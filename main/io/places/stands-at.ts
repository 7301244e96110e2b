import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { toFs } from '../paths.ts'

/** What stands under the name itself, links not followed; undefined where nothing does, as below what is no folder any more. */
export function standsAt(path: string): fs.BigIntStats | undefined {
  try {
    return fs.lstatSync(toFs(path), { bigint: true, throwIfNoEntry: false })
  } catch (error) {
    // `throwIfNoEntry` knows of names that are missing, not of a file in the place of a folder.
    if (errnoOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

/** Whether anything has the name, be it a folder or a link to nowhere; false where nobody can tell. */
export function isThere(path: string): boolean {
  try {
    return fs.lstatSync(toFs(path), { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

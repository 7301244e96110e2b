import * as fs from 'node:fs'
import { errnoOf, ioFault } from '../errno.ts'
import { isDiskGone, makeFolderOnDisk } from '../folders/make-folder.ts'
import { toFs } from '../paths.ts'
import type { CopyRequest } from './copy-request.ts'
import { openingMode } from './make-like.ts'

/** A folder that was made by another thread may be gone again, with the copy it was made for. */
const openingsMost = 5

interface Attempt {
  /** The source. */
  before: fs.BigIntStats
  /** Gets the folders that are made for the copy. */
  made: string[]
}

/**
 * Opens a new file for the copy of a source, under the rights that one lets it have, and makes its folder where there is none. Answers with the
 * descriptor, which the caller closes. Faults: those of the disk.
 */
export function openAttempt(path: string, request: CopyRequest, { before, made }: Attempt): number {
  const { folder, mount } = request
  const opening = openingMode(before, { times: request.keepTimes, mode: request.keepMode })
  for (let openings = 1; ; openings++) {
    try {
      return fs.openSync(toFs(path), 'wx', opening)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || openings === openingsMost) throw ioFault(error, path)
    }
    try {
      made.push(...makeFolderOnDisk(folder, mount))
    } catch (error) {
      if (openings === openingsMost - 1 || isDiskGone(error)) throw error
    }
  }
}

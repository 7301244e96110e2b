import * as fs from 'node:fs'
import { errnoOf } from './errno.ts'
import { isOwnName } from '../../contract/own-names.ts'
import { isOfWorker, nameOf, toFs } from './paths.ts'
import { standsAt } from './stands-at.ts'

const tries = 3

/**
 * Removes one of our own files (its name starts with `.mr-`); one that is gone already is fine.
 * Returns false when it is still there, so that the caller can have it remembered as litter.
 */
export function dispose(path: string): boolean {
  if (!isOwnName(nameOf(path))) throw new TypeError('only files of our own making are removed')
  for (let attempt = 0; attempt < tries; attempt++) {
    try {
      fs.unlinkSync(toFs(path))
      return true
    } catch (error) {
      const errno = errnoOf(error)
      if (errno === 'ENOENT' || errno === 'ENOTDIR') return true
      // It was made for what a program writes.
      if (errno === 'EISDIR' || errno === 'EPERM') removeFolder(path)
    }
  }
  return false
}

function removeFolder(path: string): void {
  if (isOfWorker(path) && standsAt(path)?.isDirectory()) fs.rmSync(toFs(path), { recursive: true, force: true })
}

/** The file has another name by now: taking the old one away is what is left of its move. False for one that is gone already. */
export function removeName(path: string): boolean {
  for (let attempt = 1; ; attempt++) {
    try {
      fs.unlinkSync(toFs(path))
      return true
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return false
      if (attempt >= tries) throw error
    }
  }
}

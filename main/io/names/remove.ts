import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { isOwnName } from '../../../contract/own-names.ts'
import { Patience } from './patience.ts'
import { isOfWorker, nameOf, toFs } from '../paths.ts'
import { standsAt } from '../places/stands-at.ts'

/** A disk may fail once and not the next time. */
const tries = 3

/**
 * Removes one of our own files (its name starts with `.mr-`); one that is gone already is fine.
 * Returns false when it is still there, so that the caller can have it remembered as litter.
 */
export function dispose(path: string, patience = Patience.brief()): boolean {
  if (!isOwnName(nameOf(path))) throw new TypeError('only files of our own making are removed')
  try {
    insistently(() => removeOwn(path), patience)
    return true
  } catch {
    return false
  }
}

function removeOwn(path: string): void {
  try {
    fs.unlinkSync(toFs(path))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return
    const mayBeFolder = errno === 'EISDIR' || errno === 'EPERM'
    if (!mayBeFolder || !removeFolder(path)) throw error
  }
}

/** One that was made for what a program writes; false for anything else. */
function removeFolder(path: string): boolean {
  if (!isOfWorker(path) || !standsAt(path)?.isDirectory()) return false
  fs.rmSync(toFs(path), { recursive: true, force: true })
  return true
}

/** The file has another name by now: taking the old one away is what is left of its move. False for one that is gone already. */
export function removeName(path: string, patience = Patience.brief()): boolean {
  return insistently(() => unlinkIfThere(path), patience)
}

function unlinkIfThere(path: string): boolean {
  try {
    fs.unlinkSync(toFs(path))
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

function insistently<T>(act: () => T, patience: Patience): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return patience.through(act)
    } catch (error) {
      if (attempt >= tries) throw error
    }
  }
}

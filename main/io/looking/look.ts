import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import type { FileIdentity } from '../../../contract/job.ts'
import { identityOf, isInState } from './identity.ts'
import { toFs } from '../paths.ts'
import { isLink } from '../places/real-paths.ts'
import { isThere, standsAt } from '../places/stands-at.ts'
import { ioFault } from '../errno.ts'

/** Throws `original-changed` unless the source is still in the state it was planned, or read, in. */
export function requireUnchanged(path: string, planned: FileIdentity): void {
  const stats = fs.statSync(toFs(path), { bigint: true, throwIfNoEntry: false })
  if (!stats || !isInState(stats, planned)) throw new Fault('original-changed', { subject: path })
}

/** Identities of files, null where there is none; links are not followed. */
export function look(paths: string[]): (FileIdentity | null)[] {
  return paths.map((path) => {
    try {
      const stats = fs.lstatSync(toFs(path), { bigint: true, throwIfNoEntry: false })
      return stats?.isFile() ? identityOf(stats) : null
    } catch {
      return null
    }
  })
}

/** Identity of one file, null where there is none; links are not followed. Faults: those of the disk, where nobody can tell. */
export function lookFirmly(path: string): FileIdentity | null {
  try {
    const stats = standsAt(path)
    return stats?.isFile() ? identityOf(stats) : null
  } catch (error) {
    throw ioFault(error, path)
  }
}

/** Identities of the files that links lead to, null for what is no link, and for one that leads to no file. */
export function lookThrough(paths: string[]): (FileIdentity | null)[] {
  return paths.map((path) => {
    try {
      const stats = isLink(path) ? fs.statSync(toFs(path), { bigint: true }) : null
      return stats?.isFile() ? identityOf(stats) : null
    } catch {
      return null
    }
  })
}

/** Which of them lead to a folder. */
export function areFolders(paths: string[]): boolean[] {
  return paths.map((path) => {
    try {
      return fs.statSync(toFs(path)).isDirectory()
    } catch {
      return false
    }
  })
}

/** Is anything at all under these names, a folder or a dangling link too? */
export function occupied(paths: string[]): boolean[] {
  return paths.map(isThere)
}

import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { folderOf, toFs } from '../paths.ts'
import { flushFolder } from '../flushing/flush.ts'
import { isAway } from '../places/mount.ts'
import { isThere, standsAt } from '../places/stands-at.ts'

interface MakeOptions {
  hasParent?: boolean
  tries?: number
}

/** Each time another thread has to come in between once more. */
export const vanishingMost = 200

/**
 * Makes a folder and those above it; each new one is on disk before the next is made in it. Answers with those it made, the highest first.
 * `hasParent`: those above have just been made. Fault `name-taken` where a file is in its place. Another thread may take away what it has made for a file
 * that did not come, at any moment: then it is made once more.
 */
export function makeFolder(folder: string, options: MakeOptions = {}): string[] {
  try {
    fs.mkdirSync(toFs(folder))
  } catch (error) {
    return makeDespite(error, folder, { hasParent: false, tries: 0, ...options })
  }
  flushFolder(folderOf(folder))
  return [folder]
}

function makeDespite(error: unknown, folder: string, { hasParent, tries }: Required<MakeOptions>): string[] {
  const errno = errnoOf(error)
  // Of a root that is there macOS says EISDIR and Windows EPERM.
  if (errno !== 'ENOENT' && isFolder(folder)) return []
  const file = errno === 'EEXIST' || errno === 'ENOTDIR' ? fileInTheWay(folder) : undefined
  if (file) throw new Fault('name-taken', { subject: file, why: 'It is not a folder.', cause: error })
  const next = tries + 1
  if (hasVanished(folder, { errno, hasParent, tries })) return makeFolder(folder, { tries: next })
  if (errno !== 'ENOENT' || folderOf(folder) === folder || hasParent) throw ioFault(error, folder)
  return [...makeFolder(folderOf(folder)), ...makeFolder(folder, { hasParent: true, tries: next })]
}

/**
 * As `makeFolder`, but only on the disk that is mounted at `mount`, if that is known: what came to lie in its place, since it went at that very
 * moment, is taken away again. Fault `volume-gone`.
 */
export function makeFolderOnDisk(folder: string, mount: string | null | undefined): string[] {
  requireDisk(folder, mount)
  const made = makeFolder(folder)
  try {
    if (made.length > 0) requireDisk(folder, mount)
  } catch (error) {
    unmakeFolders(made)
    throw error
  }
  return made
}

interface Vanishing extends Required<MakeOptions> {
  errno: string
}

/** It was in the way a moment ago, or those above it, which this call has made, were there. */
function hasVanished(folder: string, { errno, hasParent, tries }: Vanishing): boolean {
  if (tries >= vanishingMost) return false
  return errno === 'EEXIST' || (errno === 'ENOENT' && hasParent && tries > 0 && !isThere(folderOf(folder)))
}

/** Trying once more is of no use. */
export function isDiskGone(error: unknown): boolean {
  return error instanceof Fault && error.code === 'volume-gone'
}

function requireDisk(folder: string, mount: string | null | undefined): void {
  if (mount && isAway(mount)) throw new Fault('volume-gone', { subject: folder })
}

/** Takes away folders that were made for something that did not come, the highest first, as far as nothing is in them. */
export function unmakeFolders(made: readonly string[]): void {
  try {
    for (const folder of made.toReversed()) fs.rmdirSync(toFs(folder))
  } catch {
    // Another has put something into it meanwhile.
  }
}

interface Nearest {
  folder: string
  /** Is made where it is missing. */
  top: string
  /** Where the disk begins, if that is known. */
  mount?: string | null
}

/**
 * The folder itself, or the nearest above it that is there; none above `top`. Faults: as `makeFolder`; `volume-gone` where it would be made while
 * nothing is mounted where its disk begins.
 */
export function nearestFolder({ folder, top, mount }: Nearest): string {
  let at = folder
  while (at !== top && !isThere(at) && folderOf(at) !== at) at = folderOf(at)
  makeFolderOnDisk(at, mount)
  return at
}

/**
 * The nearest of the path and what it is in that is there, if that is no folder. Told from one look at each: between two, another thread may take it
 * away.
 */
function fileInTheWay(path: string): string | undefined {
  const found = lookAt(path)
  if (!found) return folderOf(path) === path ? undefined : fileInTheWay(folderOf(path))
  return found.isDirectory() || (found.isSymbolicLink() && isFolder(path)) ? undefined : path
}

function lookAt(path: string): fs.BigIntStats | undefined {
  try {
    return standsAt(path)
  } catch {
    return undefined
  }
}

function isFolder(path: string): boolean {
  try {
    return fs.statSync(toFs(path)).isDirectory()
  } catch {
    return false
  }
}

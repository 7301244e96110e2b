import * as fs from 'node:fs'
import { folderOf, isWithin, toFs } from '../paths.ts'
import { resolvedPath } from './real-paths.ts'

/** Where the disk of a path begins, as it is now, be the path itself there or not. Null on the disk that everything else is mounted on. */
export function mountOf(path: string): string | null {
  for (let at = resolvedPath(path) ?? path; ; at = folderOf(at)) {
    if (isMountPoint(at)) return at
    // A drive letter can be taken away like a mount; `/` cannot.
    if (folderOf(at) === at) return process.platform === 'win32' ? at : null
  }
}

/** As `mountOf`; of those that are `known` also the one that is away, as long as nothing lies in its place. */
export function diskOf(path: string, known: string[]): string | null {
  const there = mountOf(path)
  const at = resolvedPath(path) ?? path
  const missed = known.filter((mount) => isWithin(mount, at) && !isWithin(mount, there ?? '') && isVacant(mount))
  return missed.sort((one, other) => other.length - one.length)[0] ?? there
}

export interface MissedDisk {
  path: string
  /** Where its disk would begin. */
  mount: string
}

/** The first of the paths whose disk is one of those that are `known`, and away; null where there is none. */
export function missedDisk(paths: string[], known: string[]): MissedDisk | null {
  const vacant = missedDisks(known)
  if (vacant.length === 0) return null
  for (const path of paths) {
    const mount = diskOf(path, vacant)
    if (mount !== null && vacant.includes(mount)) return { path, mount }
  }
  return null
}

/** Those of the disks that are `known` which are away. */
export function missedDisks(known: string[]): string[] {
  return known.filter(isVacant)
}

/** Where the disks of paths that are there begin, each once. */
export function mountsOf(paths: string[]): string[] {
  const places = new Set(paths.map((path) => (isMountPoint(path) ? path : folderOf(path))))
  const mounts = [...places].map(mountOf).filter((mount) => mount !== null)
  return [...new Set(mounts)]
}

/** Nothing is mounted there, and nobody has put anything there. */
function isVacant(mount: string): boolean {
  return isAway(mount) && (!fs.existsSync(toFs(mount)) || isEmpty(mount))
}

function isEmpty(folder: string): boolean {
  try {
    return fs.readdirSync(toFs(folder)).length === 0
  } catch {
    return false
  }
}

/** Another disk begins here. */
export function isMountPoint(folder: string): boolean {
  try {
    return fs.statSync(toFs(folder)).dev !== fs.statSync(toFs(folderOf(folder))).dev
  } catch {
    return false
  }
}

/** Nothing is mounted any more where a disk used to begin: what is written there lands on another one. */
export function isAway(mount: string): boolean {
  return folderOf(mount) === mount ? !fs.existsSync(toFs(mount)) : !isMountPoint(mount)
}

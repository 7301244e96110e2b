import * as fs from 'node:fs'
import { folderOf, toFs } from './paths.ts'
import { resolvedPath } from './real-paths.ts'

/** Where the disk of a path begins, as it is now, be the path itself there or not. Null on the disk that everything else is mounted on. */
export function mountOf(path: string): string | null {
  for (let at = resolvedPath(path) ?? path; ; at = folderOf(at)) {
    if (isMountPoint(at)) return at
    // A drive letter can be taken away like a mount; `/` cannot.
    if (folderOf(at) === at) return process.platform === 'win32' ? at : null
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

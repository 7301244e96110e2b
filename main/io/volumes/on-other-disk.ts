import * as fs from 'node:fs'
import { nearestThere } from '../places/nearest-there.ts'
import { toFs } from '../paths.ts'

/** Whether any of these lies on another disk than a folder that is, or would be made, there: between the two nothing can be renamed. */
export function areApart({ paths, folder }: { paths: string[]; folder: string }): boolean {
  const there = diskAt(nearestThere(folder))
  return there !== undefined && paths.some((path) => ![undefined, there].includes(diskAt(path)))
}

/** Undefined where nothing is, or nobody can tell. */
function diskAt(path: string): bigint | undefined {
  try {
    return fs.statSync(toFs(path), { bigint: true }).dev
  } catch {
    return undefined
  }
}

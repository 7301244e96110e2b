import { hasInodes } from '../volumes/volume.ts'
import { folderOf } from '../paths.ts'
import { standsAt } from '../places/stands-at.ts'

/** Two names of one and the same file, as they stand now. */
export function areOneFile(...paths: [string, string]): boolean {
  const [one, other] = paths.map(standsAt)
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

/** Whether a name still leads to a file, however that was changed: somebody may have given it to another one. Without inodes its size has to do. */
export function isStill(path: string, { ino, sizeBytes }: { ino: string; sizeBytes: number }): boolean {
  const found = standsAt(path)
  if (!found || String(found.ino) === ino) return found !== undefined
  return Number(found.size) === sizeBytes && !hasInodes(folderOf(path))
}

import * as fs from 'node:fs'
import { folderOf, toFs } from '../paths.ts'

export interface Clearing {
  folders: string[]
  /** Stay themselves, like everything that is below none of them. */
  roots: string[]
  /** Folders made before, in epoch milliseconds, are somebody's own. */
  sinceMs: number
}

/** A disk's clock may be a tick behind the one that was read. */
const tickMs = 20

/**
 * Takes away folders that a run made and that hold nothing any more, and those above them that are left without anything by it. A folder of which
 * the disk does not say when it was made stays, and so does what cannot be removed.
 */
export function clearFolders({ folders, roots, sinceMs }: Clearing): void {
  const staying = new Set(roots)
  const deepestFirst = [...new Set(folders)].toSorted((a, b) => b.length - a.length)
  for (const folder of deepestFirst) {
    let at = folder
    while (!staying.has(at) && isBelow(staying, at) && removeIfOurs(at, sinceMs)) at = folderOf(at)
  }
}

/** However many roots there are, only the folders above are looked at. */
function isBelow(roots: ReadonlySet<string>, folder: string): boolean {
  const above = folderOf(folder)
  return roots.has(above) || (above !== folder && isBelow(roots, above))
}

/** Whether it is gone: the system itself refuses to remove a folder that holds anything. */
function removeIfOurs(folder: string, sinceMs: number): boolean {
  try {
    const stats = fs.lstatSync(toFs(folder), { throwIfNoEntry: false })
    if (!stats) return true
    if (!stats.isDirectory() || stats.birthtimeMs < sinceMs - tickMs) return false
    fs.rmdirSync(toFs(folder))
    return true
  } catch {
    return false
  }
}

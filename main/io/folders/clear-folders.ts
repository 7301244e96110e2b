import * as fs from 'node:fs'
import { type Clock, systemClock } from '../../async/clock.ts'
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
/** By so much the clock of a network disk is ahead before that is more than the time it takes to answer. */
const aheadLeastMs = 1_000

type WallClock = Pick<Clock, 'nowMs'>

/**
 * Takes away folders that a run made and that hold nothing any more, and those above them that are left without anything by it. A folder of which
 * the disk does not say when it was made stays, and so does what cannot be removed.
 */
export function clearFolders({ folders, roots, sinceMs }: Clearing, clock: WallClock = systemClock): void {
  const isOurs: IsOurs = (folder, stats) => isMadeSince(folder, stats, { sinceMs, clock })
  const staying = new Set(roots)
  const deepestFirst = [...new Set(folders)].toSorted((a, b) => b.length - a.length)
  for (const folder of deepestFirst) {
    let at = folder
    while (!staying.has(at) && isBelow(staying, at) && removeIfOurs(at, isOurs)) at = folderOf(at)
  }
}

/** However many roots there are, only the folders above are looked at. */
function isBelow(roots: ReadonlySet<string>, folder: string): boolean {
  const above = folderOf(folder)
  return roots.has(above) || (above !== folder && isBelow(roots, above))
}

type IsOurs = (folder: string, stats: fs.Stats) => boolean

/** Whether it is gone: the system itself refuses to remove a folder that holds anything. */
function removeIfOurs(folder: string, isOurs: IsOurs): boolean {
  try {
    const stats = fs.lstatSync(toFs(folder), { throwIfNoEntry: false })
    if (!stats) return true
    if (!stats.isDirectory() || !isEmpty(folder) || !isOurs(folder, stats)) return false
    fs.rmdirSync(toFs(folder))
    return true
  } catch {
    return false
  }
}

function isEmpty(folder: string): boolean {
  const entries = fs.opendirSync(toFs(folder))
  try {
    return entries.readSync() === null
  } finally {
    entries.closeSync()
  }
}

function isMadeSince(
  folder: string,
  stats: fs.Stats,
  { sinceMs, clock }: Pick<Clearing, 'sinceMs'> & { clock: WallClock },
): boolean {
  if (stats.birthtimeMs < sinceMs - tickMs) return false
  return stats.birthtimeMs >= sinceMs - tickMs + aheadMs(folder, stats, clock)
}

/** How far the clock of its disk is ahead of ours. Rights that are given anew as they are change nothing but a time which the disk writes. */
function aheadMs(folder: string, { mode }: fs.Stats, clock: WallClock): number {
  const askedMs = clock.nowMs()
  fs.chmodSync(toFs(folder), mode & 0o7777)
  const foundMs = fs.lstatSync(toFs(folder)).ctimeMs - askedMs
  return foundMs < aheadLeastMs ? 0 : foundMs
}

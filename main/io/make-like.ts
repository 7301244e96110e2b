import * as fs from 'node:fs'
import { errnoOf } from './errno.ts'

/** What of the original a result is to keep. */
export interface Kept {
  times: boolean
  mode: boolean
}

/** New files get the mode the person's umask would give them. */
const plainMode = 0o666 & ~process.umask()

/** FAT and some shares have no modes or times of their own to set; the file is whole all the same. */
const unsupported = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM'])

/** Gives an open file the mode and times it is to have; `original` is what it was made of. */
export function makeLike(descriptor: number, original: fs.BigIntStats, kept: Kept): void {
  quietly(() => fs.fchmodSync(descriptor, kept.mode ? Number(original.mode & 0o777n) : plainMode))
  if (kept.times)
    quietly(() => fs.futimesSync(descriptor, Number(original.atimeNs) / 1e9, Number(original.mtimeNs) / 1e9))
}

function quietly(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!unsupported.has(errnoOf(error))) throw error
  }
}

import * as fs from 'node:fs'
import { errnoOf } from './errno.ts'

/** What of the original a result is to keep. */
export interface Kept {
  times: boolean
  mode: boolean
}

/** New files get the mode the person's umask would give them. */
const plainMode = 0o666 & ~process.umask()

/** What an attempt is opened with: its last mode, unless that may be narrower; then it is nobody else's until it has it. */
export function openingMode(kept: Kept): number {
  return kept.mode ? 0o600 : 0o666
}

/** A file that a worker made, and what it was made of: null where nothing of that is kept. */
export interface MadeFrom {
  found: fs.BigIntStats
  original: fs.BigIntStats | null
}

/** Gives a file that a worker made the mode and times it is to have. */
export function makeLike(descriptor: number, { found, original }: MadeFrom, kept: Kept): void {
  const mode = original && kept.mode ? permissionsOf(original) : plainMode
  if (permissionsOf(found) !== mode) quietly(() => fs.fchmodSync(descriptor, mode))
  if (original) keepTimes(descriptor, original, kept)
}

/** As `makeLike`, for a file opened with `openingMode`: a plain mode is there already. */
export function finishLike(descriptor: number, original: fs.BigIntStats, kept: Kept): void {
  if (kept.mode) quietly(() => fs.fchmodSync(descriptor, permissionsOf(original)))
  keepTimes(descriptor, original, kept)
}

const permissionsOf = (original: fs.BigIntStats): number => Number(original.mode & 0o777n)

function keepTimes(descriptor: number, original: fs.BigIntStats, kept: Kept): void {
  if (!kept.times) return
  quietly(() => fs.futimesSync(descriptor, Number(original.atimeNs) / 1e9, Number(original.mtimeNs) / 1e9))
}

/** FAT and some shares have no modes or times of their own to set; the file is whole all the same. */
const unsupported = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM'])

function quietly(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!unsupported.has(errnoOf(error))) throw error
  }
}

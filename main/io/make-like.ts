import * as fs from 'node:fs'
import { errnoOf } from './errno.ts'

/** What of the original a result is to keep. */
export interface Kept {
  times: boolean
  mode: boolean
  /** Where the result has a time of its own instead of the original's, in epoch milliseconds: a file out of an archive. */
  modifiedMs?: number | undefined
  /** Whether it is a program, where that has nothing to do with what the original is: a file out of an archive. */
  isExecutable?: boolean | undefined
}

const umask = process.umask()
const ownersOwn = 0o600

/** New files get the mode the person's umask would give them, but are open to nobody who may not see the original: they tell what that does. */
function plainMode(original: fs.BigIntStats): number {
  return 0o666 & (permissionsOf(original) | ownersOwn)
}

/** What an attempt is opened with: its last mode, unless that may be narrower; then it is nobody else's until it has it. */
export function openingMode(original: fs.BigIntStats, kept: Kept): number {
  return kept.mode ? ownersOwn : plainMode(original)
}

/** A file that a worker made, and what it was made of. */
export interface MadeFrom {
  found: fs.BigIntStats
  original: fs.BigIntStats
}

/** Gives a file that a worker made the mode and times it is to have. */
export function makeLike(descriptor: number, { found, original }: MadeFrom, kept: Kept): void {
  if (kept.mode) keepOwner(descriptor, { found, original })
  const mode = runnable(kept.mode ? permissionsOf(original) : plainMode(original) & ~umask, kept)
  if (permissionsOf(found) !== mode) quietly(() => fs.fchmodSync(descriptor, mode))
  keepTimes(descriptor, original, kept)
}

/** Only an administrator may give a file away; anybody else has made one of their own. Before the mode, which it may change. */
function keepOwner(descriptor: number, { found, original }: MadeFrom): void {
  if (found.uid === original.uid && found.gid === original.gid) return
  quietly(() => fs.fchownSync(descriptor, Number(original.uid), Number(original.gid)))
}

/** Whoever may read a program may run it. */
function runnable(mode: number, { isExecutable }: Kept): number {
  if (isExecutable === undefined) return mode
  return (mode & ~0o111) | (isExecutable ? (mode & 0o444) >> 2 : 0)
}

/** As `makeLike`, for a file opened with `openingMode`: a plain mode is there already. */
export function finishLike(descriptor: number, original: fs.BigIntStats, kept: Kept): void {
  if (kept.mode) {
    keepOwner(descriptor, { found: fs.fstatSync(descriptor, { bigint: true }), original })
    quietly(() => fs.fchmodSync(descriptor, permissionsOf(original)))
  }
  keepTimes(descriptor, original, kept)
}

const permissionsOf = (original: fs.BigIntStats): number => Number(original.mode & 0o777n)

function keepTimes(descriptor: number, original: fs.BigIntStats, kept: Kept): void {
  if (!kept.times) return
  const modified = kept.modifiedMs === undefined ? instantOf(original.mtimeNs) : new Date(kept.modifiedMs)
  quietly(() => fs.futimesSync(descriptor, instantOf(original.atimeNs), modified))
}

/** For calls that set times. As seconds it is finer than as a date, but Node takes seconds before 1970 for now. */
export function instantOf(epochNs: bigint): number | Date {
  return epochNs < 0n ? new Date(Number(epochNs) / 1e6) : Number(epochNs) / 1e9
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

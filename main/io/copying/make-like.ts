import * as fs from 'node:fs'
import { errnoOf } from '../errno.ts'
import { instantOf } from './instant.ts'

/** What of the original a result is to keep. */
export interface Keeping {
  times: boolean
  mode: boolean
  /** Where the result has a time of its own instead of the original's, in epoch milliseconds: a file out of an archive. */
  modifiedMs?: number | undefined
  /** Who may read, write and run it, as nine bits, where that has nothing to do with the original: a file out of an archive. */
  rights?: number | undefined
  /** Where it was made of several: who may read, write and run all of them, as nine bits. Nobody else gets to see it. */
  granted?: number | undefined
}

const umask = process.umask()
const ownersOwn = 0o600

/** What an attempt is opened with. Files of no mode of their own are open to nobody who may not see the original: they tell what that does. */
export function openingMode(original: fs.BigIntStats, keeping: Keeping): number {
  return keeping.mode ? permissionsOf(original) : 0o666 & (permissionsOf(original) | ownersOwn)
}

/** A file that a worker made, and what it was made of. */
export interface MadeFrom {
  found: fs.BigIntStats
  original: fs.BigIntStats
}

/** Gives a file that a worker made the mode and times it is to have. */
export function makeLike(descriptor: number, { found, original }: MadeFrom, keeping: Keeping): void {
  if (keeping.mode) keepOwner(descriptor, original)
  const opened = openingMode(original, keeping)
  const mode = grantedOf(withRights(keeping.mode ? opened : opened & ~umask, keeping), keeping)
  if (permissionsOf(found) !== mode) quietly(() => fs.fchmodSync(descriptor, mode))
  keepTimes(descriptor, original, keeping)
}

/** Only an administrator may give a file away; anybody else has made one of their own. Before the mode, which it may change. */
function keepOwner(descriptor: number, { uid, gid }: fs.BigIntStats): boolean {
  return isOurs({ uid, gid }) || quietly(() => fs.fchownSync(descriptor, Number(uid), Number(gid)))
}

function isOurs({ uid, gid }: { uid: bigint; gid: bigint }): boolean {
  return Number(uid) === process.geteuid?.() && Number(gid) === process.getegid?.()
}

/** Whoever may read a program may run it. What was private in an archive is so again, but never closed to its owner. */
function withRights(mode: number, { rights }: Keeping): number {
  if (rights === undefined) return mode
  const usual = (mode & ~0o111) | ((rights & 0o100) === 0 ? 0 : (mode & 0o444) >> 2)
  return usual & (rights | ownersOwn)
}

function grantedOf(mode: number, { granted }: Keeping): number {
  return granted === undefined ? mode : mode & (granted | ownersOwn)
}

/** As `makeLike`, for a file opened with `openingMode`: it has its mode already, but for what the umask took. */
export function finishLike(descriptor: number, original: fs.BigIntStats, keeping: Keeping): void {
  // Only a program of the same owner and group runs in their name.
  const special = keeping.mode && keepOwner(descriptor, original) ? Number(original.mode & 0o7000n) : 0
  const mode = permissionsOf(original) | special
  if (keeping.mode && (special !== 0 || (mode & umask) !== 0)) quietly(() => fs.fchmodSync(descriptor, mode))
  keepTimes(descriptor, original, keeping)
}

const permissionsOf = (original: fs.BigIntStats): number => Number(original.mode & 0o777n)

function keepTimes(descriptor: number, original: fs.BigIntStats, keeping: Keeping): void {
  if (!keeping.times) return
  const modified = keeping.modifiedMs === undefined ? instantOf(original.mtimeNs) : new Date(keeping.modifiedMs)
  quietly(() => fs.futimesSync(descriptor, instantOf(original.atimeNs), modified))
}

/** FAT and some shares have no modes or times of their own to set; the file is whole all the same. */
const unsupported = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM'])

/** Does what a disk may have no way to do; false where it has none. Other errors are thrown. */
export function quietly(act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (!unsupported.has(errnoOf(error))) throw error
    return false
  }
}

import * as fs from 'node:fs'
import { Fault } from '../../../contract/fault.ts'
import { errnoOf, ioFault } from '../errno.ts'
import { tryLink } from '../names/link-name.ts'
import { areOneFile } from './one-file.ts'
import { Patience } from '../names/patience.ts'
import { folderOf, nameOf, toFs } from '../paths.ts'
import { removeName } from '../names/remove.ts'
import { renameReserved } from '../names/reserve-name.ts'
import { standsAt } from '../places/stands-at.ts'

/** `apart`: the names are on different volumes. `taken`: something has the new name already. In both cases nothing was done. */
export type Shifted = 'moved' | 'apart' | 'taken'

/** For a new name that was made for this file alone: nobody else can take it meanwhile. `isTried`: an earlier life may have moved a file there. */
export function renameToUnique(
  from: string,
  to: string,
  { patience, isTried }: { patience: Patience; isTried: boolean },
): Shifted {
  if (isTried && fs.existsSync(toFs(to))) return 'taken'
  return unlessApart(() => {
    patience.through(() => fs.renameSync(toFs(from), toFs(to)))
    return 'moved'
  })
}

/**
 * For any other name: a link fails when it is taken, so nothing can be replaced; without links it is reserved first. `isNew`: a file that has both names
 * is not one that an earlier life has left so.
 */
export function renameCarefully(
  from: string,
  to: string,
  { patience = Patience.brief(), isNew = false } = {},
): Shifted {
  requireLoose(from, patience)
  const linked = patience.through(() => tryLink(from, to))
  if (linked === 'apart') return 'apart'
  if (linked === 'no-links') return unlessApart(() => patience.through(() => renameReserved(from, to)))
  if (linked === 'linked') leaveName(from, to, patience)
  else if (!isNew && hasBothNames(from, to)) leaveSecondName(from, patience)
  else return 'taken'
  return 'moved'
}

/** Who gave it the other name nobody knows, and it may be a person's own: that stays, also where this one cannot go. */
function leaveSecondName(name: string, patience: Patience): void {
  try {
    removeName(name, patience)
  } catch (error) {
    throw ioFault(error, name)
  }
}

/**
 * For an old name that was made for this file alone, as in the vault: nobody else's file can have it, and what gets the new name is the very file that
 * had it. False where there are no links, or anything has the new name: nothing was done then.
 */
export function leaveOwnName(from: string, to: string, patience: Patience): boolean {
  requireLoose(from, patience)
  if (patience.through(() => tryLink(from, to)) !== 'linked') return false
  if (!hasLeft(from, to, patience)) leaveName(from, to, patience)
  return true
}

interface Loosening {
  platform?: NodeJS.Platform
  rename?: (from: string | Buffer, to: string | Buffer) => void
}

/**
 * To be called before a file gets a second name: of one that another program holds, Windows takes neither name away again. Renaming it to what it is
 * called changes nothing, and is refused then. Faults: those of the disk.
 */
export function requireLoose(
  path: string,
  patience: Patience,
  { platform = process.platform, rename = fs.renameSync }: Loosening = {},
): void {
  if (platform === 'win32') patience.through(() => rename(toFs(path), toFs(path)))
}

/**
 * Of a file that has its new name as well the old one goes, unless somebody has given that to a newer file meanwhile. Where it cannot go, the new one
 * does: nothing has two names in the end. Faults: those of the disk, about the old name; `file-missing` where another run has moved the file away at
 * that very moment: it is where that has put it.
 */
export function leaveName(from: string, to: string, patience = Patience.brief()): void {
  if (isAnother(from, to) || hasLeft(from, to, patience)) return
  const isElsewhere = (standsAt(to)?.nlink ?? 0n) > 1n
  if (!isElsewhere) return
  removeName(to)
  throw new Fault('file-missing', { subject: from })
}

/** Takes the old name away, or the new one where that cannot be: then the fault says why. False where the old one was gone already. */
function hasLeft(from: string, to: string, patience: Patience): boolean {
  try {
    return removeName(from, patience)
  } catch (error) {
    if (areOneFile(from, to)) removeName(to)
    throw ioFault(error, from)
  }
}

/** A file of two names says so, a new one has a single name. Drivers that number names and not files tell at least its size and time. */
function isAnother(from: string, to: string): boolean {
  const old = standsAt(from)
  if (!old || old.nlink > 1n) return false
  const found = standsAt(to)
  return old.ino !== found?.ino && (old.size !== found?.size || old.mtimeNs !== found.mtimeNs)
}

/** An engine that ended between the two calls: the second is all there is left to do. Names that differ in case only may be one name. */
function hasBothNames(from: string, to: string): boolean {
  const [old, found] = [from, to].map((path) => fs.lstatSync(toFs(path), { bigint: true }))
  if (from.normalize().toLowerCase() === to.normalize().toLowerCase() || areOneName(from, to)) return false
  return old?.isFile() === true && old.nlink > 1n && old.dev === found?.dev && old.ino === found.ino
}

/** One way to the folder may lead through a link. */
function areOneName(...paths: [string, string]): boolean {
  const [one, other] = paths.map((path) => fs.statSync(toFs(folderOf(path)), { bigint: true }))
  return nameOf(paths[0]) === nameOf(paths[1]) && one?.ino === other?.ino && one?.dev === other?.dev
}

function unlessApart(rename: () => Shifted): Shifted {
  try {
    return rename()
  } catch (error) {
    if (errnoOf(error) === 'EXDEV') return 'apart'
    throw error
  }
}

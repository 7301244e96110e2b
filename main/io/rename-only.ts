import * as fs from 'node:fs'
import { errnoOf } from './errno.ts'
import { tryLink } from './link-name.ts'
import { toFs } from './paths.ts'
import { removeName } from './remove.ts'
import { renameReserved } from './reserve-name.ts'

/** `apart`: the names are on different volumes. `taken`: something has the new name already. In both cases nothing was done. */
export type Shifted = 'moved' | 'apart' | 'taken'

/** For a new name that was made for this file alone: nobody else can take it meanwhile. */
export function renameToUnique(from: string, to: string): Shifted {
  if (fs.existsSync(toFs(to))) return 'taken'
  return unlessApart(() => {
    fs.renameSync(toFs(from), toFs(to))
    return 'moved'
  })
}

/** For any other name: a link fails when it is taken, so nothing can be replaced; without links it is reserved first. */
export function renameCarefully(from: string, to: string): Shifted {
  const linked = tryLink(from, to)
  if (linked === 'apart') return 'apart'
  if (linked === 'no-links') return unlessApart(() => renameReserved(from, to))
  if (linked === 'taken' && !hasBothNames(from, to)) return 'taken'
  removeName(from)
  return 'moved'
}

/** An engine that ended between the two calls: the second is all there is left to do. Names that differ in case only may be one name. */
function hasBothNames(from: string, to: string): boolean {
  const [old, found] = [from, to].map((path) => fs.lstatSync(toFs(path), { bigint: true }))
  if (from.normalize().toLowerCase() === to.normalize().toLowerCase()) return false
  return old?.isFile() === true && old.nlink > 1n && old.dev === found?.dev && old.ino === found.ino
}

function unlessApart(rename: () => Shifted): Shifted {
  try {
    return rename()
  } catch (error) {
    if (errnoOf(error) === 'EXDEV') return 'apart'
    throw error
  }
}
